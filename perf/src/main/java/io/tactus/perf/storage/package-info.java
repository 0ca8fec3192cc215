/**
 * JMH benchmarks of the storage module: what a point read, an insert, an update and a delete cost
 * without pipeline, journal and network.
 *
 * <p>What they leave out is named at each. Run them with {@code ./tactus bench}, or through {@code
 * org.openjdk.jmh.Main io.tactus.perf.storage}.
 */
package io.tactus.perf.storage;
