/**
 * Coverage-guided fuzzing, by Jazzer, of what strangers can send: JSON documents, the grammar of
 * filters, bodies of every route that takes one, and bytes on a socket.
 *
 * <p>A target is a class with {@code fuzzerTestOneInput}; {@link io.tactus.gateway.fuzz.FuzzIT}
 * runs each in a JVM of its own for a bounded time. Targets that need a server share one for the
 * life of that JVM ({@link io.tactus.gateway.fuzz.FuzzServer}), so that what earlier inputs left
 * behind is part of the test. Threads: the fuzzer's one thread sends; the server has its own.
 */
package io.tactus.gateway.fuzz;
