package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * One node of a tree: sorted entries behind a header of eight bytes.
 *
 * <pre>
 *   0        2        4               8
 *   +--------+--------+---------------+-----------+-----------+--
 *   | count  | run    | next free     | entry 0   | entry 1   | …
 *   +--------+--------+---------------+-----------+-----------+--
 *   count    entries, u16
 *   run      position of the entry inserted last, u16; 0xFFFF none. Tells ascending and descending
 *            insertion apart from random, see {@link BPlusTree}
 *   next     of a free node only: the one freed before it, u32; 0 none
 *   entry    leaf:  key, slot u32 big-endian
 *            inner: the same as separator, then child u32 little-endian. A child's entries are not
 *            below its separator; that of the first child is not looked at
 * </pre>
 *
 * <p>What lies behind the last entry, or in a free node behind the header, means nothing.
 *
 * <p>Threading: stateless functions over an address.
 */
final class TreeNode {
  static final int COUNT_OFFSET = 0;
  static final int RUN_OFFSET = COUNT_OFFSET + Short.BYTES;
  static final int NEXT_FREE_OFFSET = RUN_OFFSET + Short.BYTES;
  static final int ENTRIES_OFFSET = NEXT_FREE_OFFSET + Integer.BYTES;
  static final int SLOT_BYTES = Integer.BYTES;
  static final int CHILD_BYTES = Integer.BYTES;

  /** The part of the header that changes with the entries. */
  static final int CHANGING_BYTES = NEXT_FREE_OFFSET;

  static final int NO_RUN = 0xFFFF;

  private TreeNode() {}

  static int count(long node) {
    return Memory.getShort(node + COUNT_OFFSET) & 0xFFFF;
  }

  static int run(long node) {
    return Memory.getShort(node + RUN_OFFSET) & 0xFFFF;
  }

  static void put(long node, int count, int run) {
    Memory.putInt(node, head(count, run));
  }

  /** Returns the first int of a node. */
  static int head(int count, int run) {
    return count | run << Short.SIZE;
  }

  static int nextFree(long node) {
    return Memory.getInt(node + NEXT_FREE_OFFSET);
  }

  static void putNextFree(long node, int next) {
    Memory.putInt(node + NEXT_FREE_OFFSET, next);
  }

  /** Returns the child at the end of an inner entry. */
  static int child(long innerEntry, int entryBytes) {
    return Memory.getInt(innerEntry + entryBytes);
  }

  /** Returns the slot at the end of an entry. */
  static long slot(long entry, int entryBytes) {
    return Integer.reverseBytes(Memory.getInt(entry + entryBytes - SLOT_BYTES)) & 0xFFFF_FFFFL;
  }

  /** Writes the slot at the end of an entry. */
  static void putSlot(long entry, int entryBytes, long slot) {
    Memory.putInt(entry + entryBytes - SLOT_BYTES, Integer.reverseBytes((int) slot));
  }
}
