/**
 * Memory-ordering stress tests (jcstress) of the page store: that a reader's pin and the writer's
 * reuse of frames never miss each other, and that the tests would notice if they did.
 *
 * <p>A protocol comes twice: as it is, with the bad outcome forbidden, and with a part of it
 * missing, where the bad outcome must turn up: the full fence ({@code UnfencedPinStress}), the
 * command as a whole ({@code HalvedMovingRowsStress}). A suite that cannot fail shows nothing.
 *
 * <p>Over the whole store ({@code PublicationStress}) there is no such twin: in {@code
 * Versions.publish} an atomic update lies between the store and the look at the slots, which on x86
 * stands in for the fence; and a reader that does not look a second time follows a reused frame out
 * of the process. What the second look is for shows {@code ReaderPinTest}, step by step on one
 * thread.
 *
 * <p>{@code PinStressIT} runs a bounded slice in the fast lane and everything in the slow one.
 */
package io.tactus.perf.stress;
