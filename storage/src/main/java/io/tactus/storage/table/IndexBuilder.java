package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.index.TreeBuilder;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;

/**
 * Enters all rows of a table in an index that is new and empty, in bounded memory.
 *
 * <p>If the index's areas were created since the last savepoint, nothing of it goes into the undo
 * log.
 *
 * <p>Threading: tick thread only; cold.
 */
final class IndexBuilder {
  private final WriteContext context;
  private final PageSpace space;
  private final TableMeta meta;
  private final RowSlots slots;
  private final IndexSet set;

  IndexBuilder(WriteContext context, TableMeta meta) {
    this.context = context;
    this.space = context.space();
    this.meta = meta;
    this.slots = new RowSlots(space, meta, new RowValues(space, meta));
    this.set = new IndexSet(context, meta, slots);
  }

  /**
   * Builds an index.
   *
   * @throws Rejection UNIQUE that names two rows, MEMORY_LIMIT; the caller rolls back
   */
  void build(IndexMeta index) {
    if (index.isUniqueHash()) {
      long end = slots.end();
      for (long slot = 1; slot < end; slot++) {
        long row = slots.address(slot);
        if (RowLayout.sequence(row) > 0) {
          set.enter(index.position(), row, slot);
        }
      }
    } else {
      buildTree(index);
    }
  }

  private void buildTree(IndexMeta index) {
    WorkingTree pages = new WorkingTree(context, index.area(), null);
    long end = slots.end();
    try (TreeBuilder tree =
        new TreeBuilder(space, index.area(), pages, index.entries(), slots.rows())) {
      for (long slot = 1; slot < end; slot++) {
        long row = slots.address(slot);
        if (RowLayout.sequence(row) > 0) {
          tree.add(row, slot);
        }
      }
      tree.finish();
      TreeBuilder.Duplicate pair = index.unique() ? tree.firstDuplicate(slots::address) : null;
      if (pair != null) {
        throw IndexSet.duplicates(
            meta, index, slots.address(pair.first()), slots.address(pair.second()));
      }
    }
  }
}
