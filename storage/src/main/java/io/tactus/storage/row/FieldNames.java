package io.tactus.storage.row;

import java.util.Arrays;

/**
 * Finds a table's field by the bytes of its name: open addressing over their 32-bit FNV-1a hash.
 * Threading: immutable.
 */
final class FieldNames {

  private static final int FNV_BASIS = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final RowField[] slots;
  private final int[] hashes;

  FieldNames(RowField[] fields) {
    int capacity = Math.max(4, Integer.highestOneBit(fields.length) * 4);
    slots = new RowField[capacity];
    hashes = new int[capacity];
    for (RowField field : fields) {
      int hash = hash(field.nameUtf8(), 0, field.nameUtf8().length);
      int slot = hash & (capacity - 1);
      while (slots[slot] != null) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = field;
      hashes[slot] = hash;
    }
  }

  private static int hash(byte[] name, int from, int to) {
    int hash = FNV_BASIS;
    for (int i = from; i < to; i++) {
      hash = (hash ^ name[i]) * FNV_PRIME;
    }
    return hash;
  }

  /** Returns the field of this name, or null. */
  RowField find(byte[] name, int from, int to) {
    int hash = hash(name, from, to);
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != null; slot = (slot + 1) & mask) {
      byte[] candidate = slots[slot].nameUtf8();
      if (hashes[slot] == hash && Arrays.equals(candidate, 0, candidate.length, name, from, to)) {
        return slots[slot];
      }
    }
    return null;
  }
}
