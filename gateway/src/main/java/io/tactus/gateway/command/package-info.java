/**
 * Requests turned into commands, and replies of the engine turned into JSON: what REST, batch and
 * JSON-RPC have in common.
 *
 * <p>Threads: the IO thread of the request. Always true: everything a command is encoded from stays
 * in the request's body until it is answered, so that {@code schema_changed} can be met by encoding
 * once more against the catalog that is in force by then.
 */
package io.tactus.gateway.command;
