package io.tactus.storage.relation;

import io.tactus.storage.page.Memory;
import io.tactus.storage.relation.ModelDatabase.Ref;
import io.tactus.storage.relation.ModelDatabase.Row;
import io.tactus.storage.relation.ModelDatabase.Shape;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Rows of the model as drafts and key images, and back. */
final class RowImages implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final long key = arena.allocate(1024, 8).address();
  private final RowDraft keyDraft = new RowDraft();

  /** Fills a draft with a whole row. */
  void fill(RowDraft draft, RowLayout layout, Shape shape, Row row) {
    draft.reset(layout);
    putKey(draft, layout, row.key());
    draft.setLong(layout.field("v").ordinal(), row.value());
    List<Ref> refs = shape.refsBesideKey();
    for (int i = 0; i < refs.size(); i++) {
      putRef(draft, layout.column(refs.get(i).field()), row.refs().get(i));
    }
  }

  private static void putRef(RowDraft draft, RowColumn column, List<Long> target) {
    if (target == null) {
      draft.setNull(column.firstLeaf());
      return;
    }
    for (int i = 0; i < target.size(); i++) {
      draft.setLong(column.firstLeaf() + i, target.get(i));
    }
  }

  private static void putKey(RowDraft draft, RowLayout layout, List<Long> values) {
    for (int i = 0; i < values.size(); i++) {
      draft.setLong(layout.keyField(i).ordinal(), values.get(i));
    }
  }

  /** Returns the address of a key image, valid until the next call. */
  long key(RowLayout layout, List<Long> values) {
    keyDraft.reset(layout);
    putKey(keyDraft, layout, values);
    Memory.zero(key, layout.keyBytes());
    layout.copyKey(keyDraft.rowAddress(), key);
    return key;
  }

  static Row row(RowLayout layout, Shape shape, long address) {
    List<Long> keyValues = new ArrayList<>();
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      keyValues.add(layout.keyField(i).getLong(address));
    }
    List<List<Long>> refs = new ArrayList<>();
    for (Ref ref : shape.refsBesideKey()) {
      refs.add(target(layout, layout.column(ref.field()), address));
    }
    return new Row(
        keyValues, refs, layout.field("v").getLong(address), RowLayout.sequence(address));
  }

  private static List<Long> target(RowLayout layout, RowColumn column, long address) {
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < column.leafCount(); i++) {
      RowField leaf = layout.field(column.firstLeaf() + i);
      if (leaf.isNull(address)) {
        return null;
      }
      values.add(leaf.getLong(address));
    }
    return values;
  }

  @Override
  public void close() {
    arena.close();
  }
}
