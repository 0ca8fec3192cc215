/**
 * What the journal costs by itself, without commands being decoded, applied or answered.
 *
 * <p>Threading: the benchmark's thread is the journal thread.
 */
package io.tactus.perf.journal;
