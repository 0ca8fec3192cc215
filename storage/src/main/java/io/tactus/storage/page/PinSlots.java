package io.tactus.storage.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The slots in which readers announce the version they look at.
 *
 * <p>The store-load pattern of Dekker's algorithm: a reader stores its slot, then loads what is
 * published; the writer stores what is published, then loads the slots. A full fence between the
 * two on both sides makes it impossible that each misses the other. Release and acquire alone allow
 * just that, on x86 too, and a frame would be reused under a reader's eyes.
 *
 * <p>Assumptions and guarantees: {@link #announce} is followed by a second look at what is
 * published, and retried if that has moved; {@link #collect} comes after publishing. Then any
 * version that a reader has confirmed is seen by every {@code collect} until {@link #clear}.
 *
 * <p>Threading: {@link #announce} and {@link #clear} by the holder of the slot, {@link #collect} by
 * the writer, {@link #claim} and {@link #release} any thread.
 */
public class PinSlots {

  /** What a slot holds when nothing is pinned. */
  public static final long IDLE = Long.MAX_VALUE;

  /** 128 bytes apart: neighbouring lines are fetched in pairs. */
  private static final int STRIDE = 16;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] slots;
  private final boolean[] claimed;
  private final int capacity;
  private int claimedCount;

  /** Slots at or above this were never claimed; a claim raises it before the first announcement. */
  private volatile int highWater;

  public PinSlots(int capacity) {
    if (capacity < 1 || capacity > 65536) {
      throw new IllegalArgumentException("readers=" + capacity + ": must be from 1 to 65536");
    }
    this.capacity = capacity;
    slots = new long[(capacity + 1) * STRIDE];
    Arrays.fill(slots, IDLE);
    claimed = new boolean[capacity];
  }

  /**
   * Takes a free slot.
   *
   * @throws IllegalStateException when there is none
   */
  public synchronized int claim() {
    for (int slot = 0; slot < capacity; slot++) {
      if (!claimed[slot]) {
        claimed[slot] = true;
        claimedCount++;
        highWater = Math.max(highWater, slot + 1);
        return slot;
      }
    }
    throw new IllegalStateException("all " + capacity + " reader slots are taken");
  }

  /** Gives a slot back, cleared. */
  public synchronized void release(int slot) {
    clear(slot);
    claimed[slot] = false;
    claimedCount--;
  }

  public synchronized int claimedCount() {
    return claimedCount;
  }

  public final int capacity() {
    return capacity;
  }

  /**
   * Stores a version in a slot, so that the following loads come after it for everybody. Overridden
   * only by the test that has the writer publish just before.
   */
  public void announce(int slot, long version) {
    SLOT.setOpaque(slots, position(slot), version);
    fence();
  }

  /** Empties a slot; every read of the version's frames is done before that. */
  public final void clear(int slot) {
    SLOT.setRelease(slots, position(slot), IDLE);
  }

  /** What a slot holds now. */
  public final long get(int slot) {
    return (long) SLOT.getAcquire(slots, position(slot));
  }

  /**
   * Copies all slots into {@code pins}, after everything this thread has stored; the rest of the
   * array is not touched.
   *
   * @return how many slots there are to look at
   */
  public int collect(long[] pins) {
    fence();
    int count = highWater;
    for (int slot = 0; slot < count; slot++) {
      pins[slot] = get(slot);
    }
    return count;
  }

  /** Overridden only by the stress test that shows what happens without it. */
  protected void fence() {
    VarHandle.fullFence();
  }

  /**
   * Tells whether the version that was announced is pinned now. Overridden only by the test that
   * shows what happens to a reader that does not look a second time.
   *
   * @param unchanged whether it was still the published one after it was announced
   */
  protected boolean confirms(boolean unchanged) {
    return unchanged;
  }

  private static int position(int slot) {
    return (slot + 1) * STRIDE;
  }
}
