/**
 * {@code tactus demo}: the matchmaker in a server of its own, and simulated players over HTTP.
 *
 * <pre>
 *  arrivals (planned times) ──► Player: enqueue ─► look at the ticket row … ─► matched, or cancel
 *                                 │ RequestLoop, one thread              │
 *                                 ▼                                      ▼
 *                          server process                          Tally (counts, histograms)
 *                                 │ read back over HTTP at the end
 *                                 ▼
 *                          Audit: nobody in two matches, every match complete
 * </pre>
 *
 * <p>What always holds: a player comes once, so nobody may be in two matches; latency counts from
 * the planned time of each request; the run succeeds only if the audit does.
 *
 * <p>Threading: one thread.
 */
package io.tactus.perf.demo;
