/**
 * {@code GET /metrics}: everything {@code /stats} knows and more, for Prometheus.
 *
 * <p>Nothing is recorded here. Hot paths record into HdrHistograms and counters of their own, which
 * allocate nothing; one scrape reads them all and makes the library's snapshots of them. So a
 * server that is never scraped pays nothing, and quantiles are those of {@code /stats}.
 *
 * <pre>
 *  IO threads, pipeline ──► OperationStatistics, EngineStatistics, … ◄── MetricSource ◄── scrape
 * </pre>
 *
 * <p>Threads: one of its own, which is there only while a scrape is. Always true: no label has a
 * value that a caller chose, but for names of problems, and those are bounded.
 */
package io.tactus.gateway.metrics;
