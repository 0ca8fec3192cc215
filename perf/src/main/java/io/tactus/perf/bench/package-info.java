/**
 * {@code tactus bench}: loads a server, always beside a bare Undertow that returns the same bytes,
 * and compares thread layouts.
 *
 * <pre>
 *   round 1: tactus, bare     round 2: tactus, bare     …      each in a process of its own
 * </pre>
 *
 * <p>What always holds: contenders take turns within one run, so that what else the machine does
 * hits both; ratios are taken within a round and shown with their spread; histograms of rounds are
 * added, percentiles never averaged; a fixed rate that was not held fails the run.
 *
 * <p>Threading: one thread.
 */
package io.tactus.perf.bench;
