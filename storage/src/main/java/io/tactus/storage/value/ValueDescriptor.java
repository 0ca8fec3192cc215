package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;

/**
 * What a row holds of a value of variable length.
 *
 * <pre>
 *   0  length   u32   bytes of the value; bit 31: the value is detached
 *   4  locator  u32   16-byte unit of the values area at which it begins, 0 for no bytes;
 *                     detached: bytes from the start of the row to the value
 * </pre>
 *
 * <p>A <em>detached image</em> is a row with its values behind it, as it travels: in drafts, row
 * changes and replies. Nothing but the row itself is needed to read one. Null is all zero, as is
 * the empty value; the row's null bit tells them apart.
 *
 * <p>Threading: none of its own.
 */
public final class ValueDescriptor {

  /** Bytes of a descriptor. */
  public static final int BYTES = 8;

  private static final int LENGTH_OFFSET = 0;
  private static final int LOCATOR_OFFSET = LENGTH_OFFSET + Integer.BYTES;
  private static final int DETACHED = 1 << 31;

  static {
    assert SchemaLimits.MAX_VALUE_BYTES > 0 : "the length must leave bit 31 alone";
  }

  private ValueDescriptor() {}

  /** Returns the bytes of the value. */
  public static int length(long address) {
    return Memory.getInt(address + LENGTH_OFFSET) & ~DETACHED;
  }

  /** Tells whether the value lies behind its row rather than in a values area. */
  public static boolean isDetached(long address) {
    return (Memory.getInt(address + LENGTH_OFFSET) & DETACHED) != 0;
  }

  /** Returns the unit of the values area, or the distance from the row for a detached value. */
  public static long locator(long address) {
    return Memory.getInt(address + LOCATOR_OFFSET) & 0xFFFF_FFFFL;
  }

  /** Writes the descriptor of a value in a values area. */
  public static void put(long address, int lengthBytes, long locator) {
    Memory.putInt(address + LENGTH_OFFSET, lengthBytes);
    Memory.putInt(address + LOCATOR_OFFSET, (int) locator);
  }

  /** Writes the descriptor of a detached value; one without bytes is all zero here, too. */
  public static void putDetached(long address, int lengthBytes, int distance) {
    boolean empty = lengthBytes == 0;
    Memory.putInt(address + LENGTH_OFFSET, empty ? 0 : lengthBytes | DETACHED);
    Memory.putInt(address + LOCATOR_OFFSET, empty ? 0 : distance);
  }
}
