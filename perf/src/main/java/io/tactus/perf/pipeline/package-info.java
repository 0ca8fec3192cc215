/**
 * JMH benchmarks of the engine without HTTP: from a submitter through ring, journal and apply back
 * to the reply.
 *
 * <p>Threading: the benchmark's thread submits and drains; the engine has its own threads.
 */
package io.tactus.perf.pipeline;
