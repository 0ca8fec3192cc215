/**
 * Servers in processes of their own, so that what measures and what is measured share no heap, no
 * compiler and no collector.
 *
 * <p>What always holds: a server that was started is ended, and its folder removed, when its handle
 * is closed or this process ends, also by Ctrl-C.
 *
 * <p>Threading: one thread, except that a shutdown hook closes what is still open.
 */
package io.tactus.perf.process;
