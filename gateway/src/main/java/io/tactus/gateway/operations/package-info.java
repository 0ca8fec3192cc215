/**
 * What operators ask: how fast is it, what does it hold, take a snapshot, back it up.
 *
 * <p>Threads: the IO thread of the request; the histograms of one IO thread are written by it alone
 * and read by whichever answers {@code /stats} or {@code /metrics}.
 */
package io.tactus.gateway.operations;
