/**
 * What operators ask: is it alive, is it ready, how fast is it, take a snapshot.
 *
 * <p>Threads: the IO thread of the request; the histograms of one IO thread are written by it alone
 * and read by whichever answers {@code /stats}. Always true: liveness never depends on the engine,
 * readiness always does.
 */
package io.tactus.gateway.operations;
