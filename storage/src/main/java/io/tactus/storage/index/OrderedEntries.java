package io.tactus.storage.index;

import io.tactus.storage.row.RowLayout;
import java.util.List;

/** Entries of an ordered index: the encoded key, then the slot. Threading: immutable. */
public final class OrderedEntries implements TreeEntries {
  private final OrderedKey key;
  private final KeyFields fields;
  private final TreeShape shape;

  /** Creates the entries of an index over these fields. */
  public OrderedEntries(RowLayout layout, List<String> names) {
    this(layout, names, TreeShape.NODE_BYTES);
  }

  /** Creates the entries of an index with nodes of another size, to be measured. */
  public OrderedEntries(RowLayout layout, List<String> names, int nodeBytes) {
    key = new OrderedKey(layout, names);
    fields = new KeyFields(layout, names);
    shape = new TreeShape(key.keyBytes() + TreeNode.SLOT_BYTES, nodeBytes);
  }

  /** Returns the encoding of the keys. */
  public OrderedKey key() {
    return key;
  }

  @Override
  public TreeShape shape() {
    return shape;
  }

  @Override
  public boolean holds(long row) {
    return true;
  }

  @Override
  public boolean same(long oldRow, long newRow) {
    return fields.sameNulls(oldRow, newRow) && fields.sameKey(oldRow, newRow);
  }

  @Override
  public void encode(long row, long slot, long target) {
    key.encode(row, target);
    TreeNode.putSlot(target, shape.entryBytes(), slot);
  }

  /** Tells whether the key of a row has a null, and so is like no other. */
  boolean hasNull(long row) {
    return fields.hasNull(row);
  }
}
