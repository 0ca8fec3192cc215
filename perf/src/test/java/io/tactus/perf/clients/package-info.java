/** Runs the clients of {@code examples/clients} against a server process. */
package io.tactus.perf.clients;
