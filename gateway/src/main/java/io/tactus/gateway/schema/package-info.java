/**
 * {@code /schema/v1}: the schema as documents, and its changes as commands.
 *
 * <p>Threads: the IO thread of the request. Always true: a schema change is a journaled command
 * like any other; what is shown is the catalog of a published version.
 */
package io.tactus.gateway.schema;
