package io.tactus.storage.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Frames that the working state no longer uses, until no slot can see them.
 *
 * <p>A frame born in batch b and retired in batch r is needed iff some slot holds a version p with
 * b &le; p &lt; r. It waits in the list of one slot that needs it, and is looked at again only when
 * that slot holds something else: a reader that never lets go costs what it sees, and no time.
 *
 * <p>The lists are linked through the chunks' headers, so that nothing is allocated. At most
 * {@value #FRAMES_PER_RECLAIM} frames are looked at per publication, so that dropping a large table
 * does not stop the beat.
 *
 * <p>Threading: the writer; {@link #heldFrames()} any thread.
 */
final class RetiredFrames {

  static final int FRAMES_PER_RECLAIM = 16_384;

  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(RetiredFrames.class, "held", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FramePool pool;
  private final long sharedUpTo;

  /** Retired, not yet looked at. */
  private final FrameList waiting = new FrameList();

  /** By slot: frames that the slot's version needs, and which version that was. */
  private FrameList[] kept = new FrameList[0];

  private long[] keptFor = new long[0];
  private int keptSlots;

  @SuppressWarnings("unused") // through HELD
  private long held;

  /**
   * @param sharedUpTo frames born up to this batch belong to the base of a fork, not to the pool; 0
   *     if this is no fork
   */
  RetiredFrames(FramePool pool, long sharedUpTo) {
    this.pool = pool;
    this.sharedUpTo = sharedUpTo;
  }

  /** Takes a frame that version {@code batch} will not contain. */
  void retire(long frame, long batch) {
    if (FrameHeader.birth(frame) <= sharedUpTo) {
      return;
    }
    FrameHeader.retirement(frame, batch);
    waiting.add(frame);
    HELD.setOpaque(this, heldFrames() + 1);
  }

  /** Frees what no slot needs, given what all slots held after the latest publication. */
  void reclaim(long[] pins, int slots) {
    ensureSlots(slots);
    for (int slot = 0; slot < keptSlots; slot++) {
      if (!kept[slot].isEmpty() && keptFor[slot] != pins[slot]) {
        waiting.addAll(kept[slot]);
      }
    }
    boolean low = pool.availableFrames() < pool.maxFrames() >>> 3;
    long limit = low ? Long.MAX_VALUE : FRAMES_PER_RECLAIM;
    long freed = 0;
    for (long i = 0; i < limit && !waiting.isEmpty(); i++) {
      long frame = waiting.remove();
      int slot = neededBy(frame, pins, slots);
      if (slot < 0) {
        pool.free(frame);
        freed++;
      } else {
        kept[slot].add(frame);
        keptFor[slot] = pins[slot];
      }
    }
    if (freed != 0) {
      HELD.setOpaque(this, heldFrames() - freed);
    }
  }

  private static int neededBy(long frame, long[] pins, int slots) {
    long birth = FrameHeader.birth(frame);
    long retirement = FrameHeader.retirement(frame);
    for (int slot = 0; slot < slots; slot++) {
      if (birth <= pins[slot] && pins[slot] < retirement) {
        return slot;
      }
    }
    return -1;
  }

  private void ensureSlots(int slots) {
    if (slots > keptSlots) {
      FrameList[] moreKept = new FrameList[slots];
      long[] moreKeptFor = new long[slots];
      System.arraycopy(kept, 0, moreKept, 0, keptSlots);
      System.arraycopy(keptFor, 0, moreKeptFor, 0, keptSlots);
      for (int slot = keptSlots; slot < slots; slot++) {
        moreKept[slot] = new FrameList();
      }
      kept = moreKept;
      keptFor = moreKeptFor;
      keptSlots = slots;
    }
  }

  /** Frames that are not in the working state and not free. */
  long heldFrames() {
    return (long) HELD.getOpaque(this);
  }
}
