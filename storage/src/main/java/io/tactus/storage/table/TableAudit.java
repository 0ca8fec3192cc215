package io.tactus.storage.table;

import io.tactus.storage.index.IndexAudit;
import io.tactus.storage.index.TreeAudit;
import io.tactus.storage.index.TreeEntries;
import io.tactus.storage.index.TreeFigures;
import io.tactus.storage.index.TreeProbe;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueAudit;
import java.lang.foreign.Arena;

/**
 * Rebuilds from a version's pages what a table says about itself, and compares: rows, state hash,
 * free list, every index entry, every value of variable length. For tests and for tools that doubt
 * a snapshot.
 *
 * <p>Threading: one thread; cold, walks the whole table.
 */
public final class TableAudit {
  private final TableReader reader = new TableReader();
  private final ScanCursor cursor = new ScanCursor();
  private final RowHasher hasher = new RowHasher();
  private final ValueAudit values = new ValueAudit();

  /**
   * Checks one table.
   *
   * @throws IllegalStateException that says what does not agree
   */
  public void check(Version version, TableMeta meta) {
    reader.bind(version, meta);
    long rows = 0;
    long hash = 0;
    reader.scan(cursor);
    while (cursor.next()) {
      rows++;
      hash += hasher.ofRow(meta.hashSeed(), meta.layout(), cursor.address(), reader);
    }
    require(meta, "rows", reader.rowCount(), rows);
    require(meta, "state hash", reader.hash(), hash);
    require(meta, "free slots", reader.slotCount() - rows, freeSlots());
    for (IndexMeta index : meta.indexes()) {
      if (index.isUniqueHash()) {
        checkHash(version, meta, index);
      } else {
        checkTree(version, meta, index);
      }
    }
    checkValues(version, meta);
  }

  /** As many entries as rows that should have one, and the entry of each: so they are the same. */
  private void checkTree(Version version, TableMeta meta, IndexMeta index) {
    TreeEntries entries = index.entries();
    TreeFigures figures = TreeAudit.check(version, index.area(), entries.shape());
    TreeProbe probe = new TreeProbe(version, index.area(), entries.shape());
    long entered = 0;
    try (Arena arena = Arena.ofConfined()) {
      long entry = arena.allocate(Page.SIZE_BYTES, Long.BYTES).address();
      reader.scan(cursor);
      while (cursor.next()) {
        if (entries.holds(cursor.address())) {
          entered++;
          long slot = cursor.slot();
          entries.encode(cursor.address(), slot, entry);
          require(meta, index.name() + " entry of slot", slot, probe.contains(entry) ? slot : 0);
        }
      }
    }
    require(meta, index.name() + " entries", figures.entries(), entered);
  }

  private void checkHash(Version version, TableMeta meta, IndexMeta index) {
    long entered = 0;
    try (Arena arena = Arena.ofConfined()) {
      long key = arena.allocate(index.key().keyBytes()).address();
      reader.scan(cursor);
      while (cursor.next()) {
        if (!index.key().hasNull(cursor.address())) {
          entered++;
          index.key().extract(cursor.address(), key);
          // The slot, which is always looked up in the index: a row may be found without it.
          require(
              meta,
              index.name() + " look-up of slot " + cursor.slot(),
              cursor.slot(),
              reader.slotBy(index.position(), key));
        }
      }
    }
    long entries = IndexAudit.entries(version, index.area(), index.secondArea());
    require(meta, index.name() + " entries", entries, entered);
  }

  private void checkValues(Version version, TableMeta meta) {
    RowLayout layout = meta.layout();
    if (!layout.hasValues()) {
      return;
    }
    try {
      values.begin(reader, version.pageCount(meta.valuesArea()));
      reader.scan(cursor);
      while (cursor.next()) {
        for (int i = 0; i < layout.valueFieldCount(); i++) {
          values.onValue(cursor.address() + layout.valueField(i).offset());
        }
      }
      values.finish();
    } catch (IllegalStateException wrong) {
      throw new IllegalStateException(meta + ": " + wrong.getMessage(), wrong);
    }
  }

  private long freeSlots() {
    long free = 0;
    long limit = reader.slotCount();
    long slot = TableHeader.free(reader.rowsPage(0));
    while (slot != 0 && free <= limit) {
      free++;
      slot = -Memory.getLong(reader.row(slot) + RowLayout.SEQUENCE_OFFSET);
    }
    return free;
  }

  private static void require(TableMeta meta, String what, long said, long found) {
    if (said != found) {
      throw new IllegalStateException(meta + ": " + what + " " + said + ", found " + found);
    }
  }
}
