/**
 * Memory-ordering stress tests (jcstress) of the page store: that a reader's pin and the writer's
 * reuse of frames never miss each other, and that the tests would notice if they did.
 *
 * <p>Each protocol comes twice: as it is, with the bad outcome forbidden, and without the full
 * fence, where the bad outcome must turn up. A suite that cannot fail shows nothing.
 *
 * <p>{@code PinStressIT} runs a bounded slice in the fast lane and everything in the slow one.
 */
package io.tactus.perf.stress;
