/**
 * The storage benchmarks as one suite: run by JMH in processes of their own, side by side in one
 * run, and told as ratios with their spread. {@code ./tactus bench storage}.
 *
 * <p>Threading: one thread; the benchmarks run in other processes.
 */
package io.tactus.perf.suite;
