/**
 * {@code tactus serve}: from settings to a running server and down again.
 *
 * <p>Threading: the main thread starts the server and then sleeps; SIGTERM and SIGINT arrive on the
 * JVM's shutdown thread, which drains the server and decides the exit code.
 */
package io.tactus.tools.serve;
