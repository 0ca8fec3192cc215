package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the values of an index's leaves into bytes whose unsigned order is the order of the values.
 *
 * <pre>
 *   leaf       [ marker ] value          marker only if nullable: 0 a value, 1 null (value zeros)
 *   bool, enum, unsigned integers        big-endian, as wide as in the row
 *   signed integers, timestamp, duration big-endian, sign bit flipped
 *   f32, f64                             big-endian; sign bit flipped, negative ones all bits
 *   uuid                                 16 bytes in text order
 *   string(N)                            N bytes, zero after the end, then the length in 1 or 2
 * </pre>
 *
 * <p>So null sorts after every value, as {@link RowField#compare} has it, and a string before those
 * it begins. Keys of an index are all equally long.
 *
 * <p>Threading: immutable.
 */
public final class OrderedKey {
  private static final byte NULL_MARKER = 1;

  private final RowField[] leaves;
  private final int[] offsets;
  private final int keyBytes;

  /** Creates the encoding of these fields in this order; a column stands for all its leaves. */
  public OrderedKey(RowLayout layout, List<String> names) {
    this.leaves = KeyFields.leaves(layout, names).toArray(new RowField[0]);
    this.offsets = new int[leaves.length];
    int at = 0;
    for (int i = 0; i < leaves.length; i++) {
      offsets[i] = at;
      at += (leaves[i].nullable() ? 1 : 0) + leaves[i].sizeBytes();
    }
    this.keyBytes = at;
  }

  /** Returns the bytes of a key. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Returns the number of leaves. */
  public int leafCount() {
    return leaves.length;
  }

  /** Returns a leaf by its position in the key. */
  public RowField leaf(int position) {
    return leaves[position];
  }

  /** Returns the bytes of a key before a leaf; with the number of leaves, all of them. */
  public int offset(int position) {
    return position == leaves.length ? keyBytes : offsets[position];
  }

  /** Writes a row's key to an address with room for it. */
  public void encode(long row, long target) {
    for (int i = 0; i < leaves.length; i++) {
      RowField leaf = leaves[i];
      long at = target + offsets[i];
      if (leaf.nullable()) {
        boolean isNull = leaf.isNull(row);
        Memory.putByte(at++, isNull ? NULL_MARKER : 0);
        if (isNull) {
          Memory.zero(at, leaf.sizeBytes());
          continue;
        }
      }
      switch (leaf.kind()) {
        case F32, F64 -> putBits(at, leaf.sizeBytes(), doubleBits(leaf, leaf.getDouble(row)));
        case UUID -> Memory.copy(row + leaf.offset(), at, leaf.sizeBytes());
        case STRING -> {
          int capacity = leaf.type().capacityBytes();
          Memory.copy(leaf.stringAddress(row), at, capacity);
          putBits(at + capacity, leaf.type().lengthBytes(), leaf.stringLength(row));
        }
        default -> putBits(at, leaf.sizeBytes(), longBits(leaf, leaf.getLong(row)));
      }
    }
  }

  /** Writes a value of a kind that a long carries into a key image. */
  public void putLong(byte[] key, int position, long value) {
    RowField leaf = leaves[position];
    putBits(key, begin(key, position), leaf.sizeBytes(), longBits(leaf, value));
  }

  /** Writes a float into a key image. */
  public void putDouble(byte[] key, int position, double value) {
    RowField leaf = leaves[position];
    putBits(key, begin(key, position), leaf.sizeBytes(), doubleBits(leaf, value));
  }

  /** Writes a uuid into a key image. */
  public void putUuid(byte[] key, int position, long high, long low) {
    ByteBuffer.wrap(key).putLong(begin(key, position), high).putLong(begin(key, position) + 8, low);
  }

  /**
   * Writes a string into a key image.
   *
   * @return whether it fits; if not, the image is of its first bytes, and everything the column can
   *     hold up to and including the image is below the string, everything above it is above
   */
  public boolean putString(byte[] key, int position, byte[] utf8) {
    RowField leaf = leaves[position];
    int capacity = leaf.type().capacityBytes();
    int length = Math.min(capacity, utf8.length);
    int at = begin(key, position);
    System.arraycopy(utf8, 0, key, at, length);
    Arrays.fill(key, at + length, at + capacity, (byte) 0);
    putBits(key, at + capacity, leaf.type().lengthBytes(), length);
    return utf8.length <= capacity;
  }

  /** Writes null into a key image; the leaf must be nullable. */
  public void putNull(byte[] key, int position) {
    if (!leaves[position].nullable()) {
      throw new IllegalArgumentException(leaves[position].name() + " is not nullable");
    }
    Arrays.fill(key, offsets[position], offset(position + 1), (byte) 0);
    key[offsets[position]] = NULL_MARKER;
  }

  /** Writes the marker of a value, if there is one, and returns where the value goes. */
  private int begin(byte[] key, int position) {
    int at = offsets[position];
    if (leaves[position].nullable()) {
      key[at++] = 0;
    }
    return at;
  }

  private static long longBits(RowField leaf, long value) {
    return switch (leaf.kind()) {
      case I8, I16, I32, I64, TIMESTAMP, DURATION ->
          value ^ (1L << (leaf.sizeBytes() * Byte.SIZE - 1));
      default -> value;
    };
  }

  private static long doubleBits(RowField leaf, double value) {
    // Adding 0.0 makes one of the two zeros, which are equal.
    if (leaf.sizeBytes() == Float.BYTES) {
      int bits = Float.floatToRawIntBits((float) (value + 0.0));
      return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
    }
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  private static void putBits(long at, int bytes, long bits) {
    switch (bytes) {
      case 8 -> Memory.putLong(at, Long.reverseBytes(bits));
      case 4 -> Memory.putInt(at, Integer.reverseBytes((int) bits));
      case 2 -> Memory.putShort(at, Short.reverseBytes((short) bits));
      default -> Memory.putByte(at, (byte) bits);
    }
  }

  private static void putBits(byte[] key, int at, int bytes, long bits) {
    for (int i = 0; i < bytes; i++) {
      key[at + i] = (byte) (bits >>> (Byte.SIZE * (bytes - 1 - i)));
    }
  }
}
