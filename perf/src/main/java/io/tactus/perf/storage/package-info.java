/**
 * JMH benchmarks of the storage module: what a point read, an insert, an update and a delete cost
 * without pipeline, journal and network; and, of the page store by itself, what copying on first
 * touch and scans cost by page size ({@code PageSizeRun} runs the sizes side by side). Writes with
 * secondary indexes and ordered ranges have benchmarks of their own, and {@code NodeSizeBenchmark}
 * measures trees by themselves with nodes of several sizes.
 *
 * <p>What they leave out is named at each. Run them with {@code ./tactus bench}, or through {@code
 * org.openjdk.jmh.Main io.tactus.perf.storage}.
 */
package io.tactus.perf.storage;
