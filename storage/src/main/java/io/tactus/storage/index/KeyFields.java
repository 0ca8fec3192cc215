package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of an index as spans of bytes of a row, and their packed form, the key image.
 *
 * <p>Row bytes are canonical, so keys are equal exactly if their bytes are. Fields that lie next to
 * each other in the row in key order make one span; most keys are one span, and are compared and
 * hashed in place.
 *
 * <p>Threading: immutable.
 */
public final class KeyFields {
  private final int[] offsets;
  private final int[] lengths;
  private final RowField[] nullable;
  private final int keyBytes;

  /** Where in a row the key is if it is eight bytes in one place, as most are; else -1. */
  private final int eightAt;

  private final List<String> names;

  /** Creates the key of the leaves of these fields, in this order. */
  public KeyFields(RowLayout layout, List<String> fieldNames) {
    List<int[]> spans = new ArrayList<>();
    List<RowField> withNull = new ArrayList<>();
    Set<RowColumn> seen = new LinkedHashSet<>();
    int bytes = 0;
    for (RowField field : leaves(layout, fieldNames)) {
      int[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (last != null && last[0] + last[1] == field.offset()) {
        last[1] += field.sizeBytes();
      } else {
        spans.add(new int[] {field.offset(), field.sizeBytes()});
      }
      if (field.nullable() && !seen.contains(field.column())) {
        seen.add(field.column());
        withNull.add(field);
      }
      bytes += field.sizeBytes();
    }
    offsets = spans.stream().mapToInt(s -> s[0]).toArray();
    lengths = spans.stream().mapToInt(s -> s[1]).toArray();
    nullable = withNull.toArray(new RowField[0]);
    keyBytes = bytes;
    eightAt = spans.size() == 1 && bytes == Long.BYTES ? offsets[0] : -1;
    names = List.copyOf(fieldNames);
  }

  /** Returns the leaves that the names of an index's fields stand for, in key order. */
  static List<RowField> leaves(RowLayout layout, List<String> fieldNames) {
    return layout.leaves(fieldNames);
  }

  /** Returns the names of the fields in key order. */
  public List<String> names() {
    return names;
  }

  /** Returns the bytes of a key image. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Returns where in a row the key is if it is eight bytes in one place, else -1. */
  public int eightAt() {
    return eightAt;
  }

  /** Tells whether a key field is null in this row; such a row is in no index. */
  public boolean hasNull(long rowAddress) {
    for (RowField field : nullable) {
      if (field.isNull(rowAddress)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the same key fields are null in two rows. */
  boolean sameNulls(long leftRow, long rightRow) {
    for (RowField field : nullable) {
      if (field.isNull(leftRow) != field.isNull(rightRow)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the hash of a key image. */
  public long hash(long keyAddress, long seed) {
    return keyBytes == Long.BYTES
        ? Hash64.ofEight(Memory.getLong(keyAddress), seed)
        : Hash64.of(keyAddress, keyBytes, seed);
  }

  /** Returns the hash of a row's key; {@code scratch} has room for a key image. */
  public long hashRow(long rowAddress, long scratch, long seed) {
    if (offsets.length == 1) {
      return Hash64.of(rowAddress + offsets[0], keyBytes, seed);
    }
    extract(rowAddress, scratch);
    return Hash64.of(scratch, keyBytes, seed);
  }

  /** Writes a row's key image to {@code keyAddress}. */
  public void extract(long rowAddress, long keyAddress) {
    long to = keyAddress;
    for (int i = 0; i < offsets.length; i++) {
      Memory.copy(rowAddress + offsets[i], to, lengths[i]);
      to += lengths[i];
    }
  }

  /** Tells whether a row has this key. */
  public boolean matches(long rowAddress, long keyAddress) {
    if (eightAt >= 0) {
      return Memory.getLong(rowAddress + eightAt) == Memory.getLong(keyAddress);
    }
    long key = keyAddress;
    for (int i = 0; i < offsets.length; i++) {
      if (!sameBytes(rowAddress + offsets[i], key, lengths[i])) {
        return false;
      }
      key += lengths[i];
    }
    return true;
  }

  /** Tells whether two rows have the same key; what is null in them is not looked at. */
  public boolean sameKey(long leftRow, long rightRow) {
    for (int i = 0; i < offsets.length; i++) {
      if (!sameBytes(leftRow + offsets[i], rightRow + offsets[i], lengths[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBytes(long left, long right, int length) {
    return length == 8
        ? Memory.getLong(left) == Memory.getLong(right)
        : Memory.compare(left, right, length) == 0;
  }
}
