package io.tactus.storage.row;

import io.tactus.storage.schema.EnumType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of an enum as UTF-8, found by their bytes: binary search over the sorted names.
 * Threading: immutable.
 */
final class EnumNames {

  private final EnumType type;
  private final byte[][] names;
  private final int[] sorted;

  EnumNames(EnumType type) {
    this.type = type;
    int count = type.values().size();
    names = new byte[count][];
    Integer[] order = new Integer[count];
    for (int i = 0; i < count; i++) {
      names[i] = type.value(i).getBytes(StandardCharsets.UTF_8);
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(names[a], names[b]));
    sorted = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  EnumType type() {
    return type;
  }

  int count() {
    return names.length;
  }

  /** Returns the name of a value; shared, not to be written to. */
  byte[] name(int code) {
    return names[code];
  }

  /** Returns the value of this name, or -1. */
  int code(byte[] utf8, int offset, int length) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      byte[] name = names[sorted[middle]];
      int order = Arrays.compareUnsigned(name, 0, name.length, utf8, offset, offset + length);
      if (order == 0) {
        return sorted[middle];
      }
      from = order < 0 ? middle + 1 : from;
      to = order > 0 ? middle : to;
    }
    return -1;
  }
}
