package io.tactus.perf.stress;

import io.tactus.storage.page.PinSlots;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One pin and one publication over the store's real slots, with a single frame in place of pages:
 * small enough that the processor's store buffers are still full when it matters.
 */
class PinProtocol {

  /** The reader found another version published than the one it had announced: it would retry. */
  static final int RETRY = 0;

  /** What the frame of version 1 holds. */
  static final int OLD = 1;

  /** What it holds once the writer has reused it. */
  static final int REUSED = 9;

  private static final VarHandle PUBLISHED;

  static {
    try {
      PUBLISHED = MethodHandles.lookup().findVarHandle(PinProtocol.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PinSlots slots;
  private final int slot;
  private final long[] pins = new long[1];

  @SuppressWarnings("unused") // through PUBLISHED
  private long published = 1;

  private int frame = OLD;

  PinProtocol(PinSlots slots) {
    this.slots = slots;
    this.slot = slots.claim();
  }

  /** As in {@code Reader.pin}, then a read of version 1's frame, then {@code Reader.unpin}. */
  int read() {
    long number = (long) PUBLISHED.getAcquire(this);
    slots.announce(slot, number);
    int seen = RETRY;
    if ((long) PUBLISHED.getAcquire(this) == number && number == 1) {
      seen = frame;
    }
    slots.clear(slot);
    return seen;
  }

  /** As in {@code Versions.publish}: version 2 does not need the frame of version 1. */
  int publish() {
    PUBLISHED.setRelease(this, 2L);
    int count = slots.collect(pins);
    for (int i = 0; i < count; i++) {
      if (pins[i] == 1) {
        return 0;
      }
    }
    frame = REUSED;
    return 1;
  }
}
