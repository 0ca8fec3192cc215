package io.tactus.storage.table;

import io.tactus.storage.page.Memory;

/**
 * The rows of the system table {@code _counters}: {@code id u32} (its key) and {@code value u64}.
 *
 * <p>Threading: tick thread only.
 */
public final class Counters {
  /** Ordinal of the field {@code value}. */
  public static final int VALUE_ORDINAL = 1;

  private Counters() {}

  /**
   * Returns the slot of a counter.
   *
   * @param scratch address of room for a key image
   */
  public static long slot(Table counters, int id, long scratch) {
    Memory.putInt(scratch, id);
    long slot = counters.slotOf(scratch);
    if (slot < 0) {
      throw new IllegalStateException("counter " + id + " is missing");
    }
    return slot;
  }

  /** Returns a counter's value. */
  public static long value(Table counters, long slot) {
    return counters.layout().field(VALUE_ORDINAL).getLong(counters.rowAddress(slot));
  }

  /** Sets a counter's value. */
  public static void set(Table counters, long slot, long value) {
    counters.putLongAt(slot, VALUE_ORDINAL, value);
  }
}
