/**
 * Memory-ordering stress tests (jcstress) of the page store: that a reader's pin and the writer's
 * reuse of frames never miss each other, and that the tests would notice if they did.
 *
 * <p>Each protocol comes twice: as it is, with the bad outcome forbidden, and with a part of it
 * missing, where the bad outcome must turn up: the full fence ({@code UnfencedPinStress}), the
 * reader's second look ({@code UnconfirmedPublicationStress}), the command as a whole ({@code
 * HalvedMovingRowsStress}). A suite that cannot fail shows nothing.
 *
 * <p>The fence is left out of the store's real slots, with a reader and a writer of a few
 * instructions around them: in {@code Versions.publish} an atomic update lies between the store and
 * the look at the slots, so that on x86 the writer's fence cannot be missed there.
 *
 * <p>{@code PinStressIT} runs a bounded slice in the fast lane and everything in the slow one.
 */
package io.tactus.perf.stress;
