package io.tactus.pipeline.procedure;

import java.nio.ByteOrder;

/**
 * Bytes of a tuple, little-endian.
 *
 * <pre>
 *  0       8                   8 + 8n
 *  +-------+-------+--...--+-------+-----------------
 *  |present| slot 0|       |slot n-1| tail: text, uuids
 *  +-------+-------+--...--+-------+-----------------
 * </pre>
 *
 * Bit i of {@code present} says whether element i is there; the slot of an absent one is 0. A slot
 * holds the value (integers, bool, times as i64; floats as the bits of an f64), or, for string,
 * json and uuid, the offset of the bytes from the tuple's start (low half) and their length (high
 * half).
 */
final class TupleLayout {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** As in rows: uuid bytes stand in the order of the text form. */
  static final ByteOrder UUID_ORDER = ByteOrder.BIG_ENDIAN;

  static final int PRESENT_OFFSET = 0;
  static final int SLOTS_OFFSET = PRESENT_OFFSET + Long.BYTES;

  private TupleLayout() {}

  static int slotOffset(int index) {
    return SLOTS_OFFSET + index * Long.BYTES;
  }

  static int fixedBytes(int elements) {
    return slotOffset(elements);
  }

  static long slot(int tailOffset, int lengthBytes) {
    return ((long) lengthBytes << 32) | tailOffset;
  }

  static int tailOffset(long slot) {
    return (int) slot;
  }

  static int tailLength(long slot) {
    return (int) (slot >>> 32);
  }
}
