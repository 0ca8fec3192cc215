package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowLayout;
import java.util.List;

/**
 * Entries of a non-unique hash index: 32 bits of the hash of the key image, then the slot.
 *
 * <p>A key in several spans is put together at the target of the entry, which therefore has room
 * for a key image. Threading: immutable.
 */
public final class PostingEntries implements TreeEntries {
  private static final int ENTRY_BYTES = Integer.BYTES + TreeNode.SLOT_BYTES;

  private final KeyFields key;
  private final long seed;
  private final TreeShape shape;

  /** Creates the entries of an index over these fields. */
  public PostingEntries(RowLayout layout, List<String> names, long seed) {
    this(layout, names, seed, TreeShape.NODE_BYTES);
  }

  /** Creates the entries of an index with nodes of another size, to be measured. */
  public PostingEntries(RowLayout layout, List<String> names, long seed, int nodeBytes) {
    this.shape = new TreeShape(ENTRY_BYTES, nodeBytes);
    this.key = new KeyFields(layout, names);
    this.seed = seed;
  }

  @Override
  public TreeShape shape() {
    return shape;
  }

  @Override
  public boolean holds(long row) {
    return !key.hasNull(row);
  }

  @Override
  public boolean same(long oldRow, long newRow) {
    return key.hasNull(oldRow) == key.hasNull(newRow) && key.sameKey(oldRow, newRow);
  }

  @Override
  public void encode(long row, long slot, long target) {
    put(target, (int) key.hashRow(row, target, seed), slot);
  }

  /** Returns the fragment of a key image. */
  int fragment(long keyAddress) {
    return (int) key.hash(keyAddress, seed);
  }

  /** Writes an entry of a fragment and a slot. */
  static void put(long target, int fragment, long slot) {
    Memory.putInt(target, Integer.reverseBytes(fragment));
    TreeNode.putSlot(target, ENTRY_BYTES, slot);
  }
}
