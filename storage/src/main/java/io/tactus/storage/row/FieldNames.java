package io.tactus.storage.row;

import java.util.Arrays;
import java.util.List;

/**
 * Finds a part of a table's rows by the bytes of its path: open addressing over their 32-bit FNV-1a
 * hash. Threading: immutable.
 */
final class FieldNames {

  private static final int FNV_BASIS = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final RowPart[] slots;
  private final int[] hashes;

  FieldNames(List<RowPart> parts) {
    int capacity = Math.max(4, Integer.highestOneBit(parts.size()) * 4);
    slots = new RowPart[capacity];
    hashes = new int[capacity];
    for (RowPart part : parts) {
      int hash = hash(part.pathUtf8(), 0, part.pathUtf8().length);
      int slot = hash & (capacity - 1);
      while (slots[slot] != null) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = part;
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

  /** Returns the part at this path, or null. */
  RowPart find(byte[] name, int from, int to) {
    int hash = hash(name, from, to);
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != null; slot = (slot + 1) & mask) {
      byte[] candidate = slots[slot].pathUtf8();
      if (hashes[slot] == hash && Arrays.equals(candidate, 0, candidate.length, name, from, to)) {
        return slots[slot];
      }
    }
    return null;
  }

  /** Returns the part at this path, or null; without taking the path's bytes out of it. */
  RowPart find(CharSequence path) {
    int hash = FNV_BASIS;
    for (int i = 0; i < path.length(); i++) {
      // Names are ASCII: another character leads to a slot whose path it does not match.
      hash = (hash ^ path.charAt(i)) * FNV_PRIME;
    }
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != null; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash && slots[slot].path().contentEquals(path)) {
        return slots[slot];
      }
    }
    return null;
  }
}
