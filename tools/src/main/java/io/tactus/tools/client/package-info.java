/**
 * How commands talk to a server: one small HTTP client that turns refusals and unreachable servers
 * into messages a person can act on.
 *
 * <p>Threading: the calling thread.
 */
package io.tactus.tools.client;
