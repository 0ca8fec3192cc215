/**
 * Measures recovery and snapshots on an engine in this process: no HTTP.
 *
 * <p>Threading: the measuring thread is the only submitter; the engine has its own threads.
 */
package io.tactus.perf.recovery;
