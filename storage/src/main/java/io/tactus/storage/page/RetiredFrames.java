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

  /** Retired since the last reclaim, as long as there is room. */
  private final RecentFrames recent = new RecentFrames(FRAMES_PER_RECLAIM);

  /** Retired or kept for a slot before, not yet looked at. */
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

  /**
   * Takes a frame that version {@code batch} will not contain.
   *
   * @param scattered whether it held what nobody reads in order
   */
  void retire(long frame, long batch, boolean scattered) {
    retire(frame, FrameHeader.birth(frame), batch, scattered);
  }

  /** Takes what a branch of the space has retired. */
  void takeOver(RecentFrames frames) {
    for (int i = 0; i < frames.count(); i++) {
      retire(frames.frame(i), frames.birth(i), frames.retirement(i), frames.scattered(i));
    }
  }

  private void retire(long frame, long birth, long batch, boolean scattered) {
    if (birth <= sharedUpTo) {
      return;
    }
    if (recent.isFull()) {
      FrameHeader.retirement(frame, batch);
      waiting.add(frame);
    } else {
      recent.add(frame, birth, batch, scattered);
    }
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
    long looked = recent.count();
    long freed = 0;
    for (int i = 0; i < looked; i++) {
      long frame = recent.frame(i);
      int slot = neededBy(recent.birth(i), recent.retirement(i), pins, slots);
      if (slot < 0) {
        if (recent.scattered(i)) {
          pool.freeWarm(frame);
        } else {
          pool.free(frame);
        }
        freed++;
      } else {
        FrameHeader.retirement(frame, recent.retirement(i));
        keep(frame, slot, pins);
      }
    }
    recent.clear();
    for (; looked < limit && !waiting.isEmpty(); looked++) {
      long frame = waiting.remove();
      int slot = neededBy(FrameHeader.birth(frame), FrameHeader.retirement(frame), pins, slots);
      if (slot < 0) {
        pool.free(frame);
        freed++;
      } else {
        keep(frame, slot, pins);
      }
    }
    if (freed != 0) {
      HELD.setOpaque(this, heldFrames() - freed);
    }
  }

  private void keep(long frame, int slot, long[] pins) {
    kept[slot].add(frame);
    keptFor[slot] = pins[slot];
  }

  private static int neededBy(long birth, long retirement, long[] pins, int slots) {
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
