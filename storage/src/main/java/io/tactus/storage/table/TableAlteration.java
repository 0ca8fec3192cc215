package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.alteration.IndexIdentity;
import io.tactus.storage.alteration.RowConverter;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import io.tactus.storage.value.ValueHeap;
import java.util.List;

/**
 * Makes a table what another definition says it is.
 *
 * <pre>
 *   rows      keep their bytes           the rows area stays, its header page gets the new indexes
 *             get other bytes            a new rows area: same slots, same free list, same sequences
 *   an index  over the same key bytes    its areas stay: slots are dense, so entries stay true
 *             anything else              built anew from the rows
 * </pre>
 *
 * <p>New areas are written front to back, and need no undo records: taking the pages away undoes
 * them. What is replaced stays until {@link #dropReplaced}, so that the pages of old and new count
 * against the limit together and frames never run out in between.
 *
 * <p>Threading: tick thread only; one use.
 */
public final class TableAlteration {
  private final WriteContext context;
  private final PageSpace space;
  private final TableMeta before;
  private final TableDefinition definition;
  private final RowConverter rows;
  private final List<IndexDefinition> indexes;

  /** By position of a new index: the position of the old one that serves for it, or -1. */
  private final int[] origins;

  private final NumberedField numbered;

  /**
   * Compares.
   *
   * @param definition what the table is to be, with all ids
   * @param layout the layout of that
   * @param allowsLoss whether values may be rounded and cut
   */
  public TableAlteration(
      WriteContext context,
      TableMeta before,
      TableDefinition definition,
      RowLayout layout,
      boolean allowsLoss) {
    this.context = context;
    this.space = context.space();
    this.before = before;
    this.definition = definition;
    this.rows = new RowConverter(before.layout(), layout, allowsLoss);
    this.indexes = TableIndexes.of(definition);
    this.origins = new int[indexes.size()];
    for (int i = 0; i < origins.length; i++) {
      origins[i] = origin(i);
    }
    this.numbered = NumberedField.of(before.layout(), layout);
  }

  private int origin(int position) {
    IndexDefinition index = indexes.get(position);
    IndexIdentity identity = IndexIdentity.of(definition, index);
    List<IndexDefinition> old = TableIndexes.of(before.definition());
    for (int i = 0; i < old.size(); i++) {
      // The primary key stays at position 0 and is nobody else's.
      boolean candidate = (i == 0) == (position == 0);
      if (candidate
          && identity.equals(IndexIdentity.of(before.definition(), old.get(i)))
          && rows.keepsKey(index.fields(), index.kind())) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Does it, and returns the table as it is now. The catalog's pages are not touched here.
   *
   * @param types knows what the definition names
   * @param layoutVersion the schema version this change makes, for commands on their way
   * @throws Rejection what a row refuses, naming the row; UNIQUE; MEMORY_LIMIT; the caller rolls
   *     back
   */
  public TableMeta carryOut(Types types, long layoutVersion) {
    int area = rows.rewrites() ? space.createArea() : before.rowsArea();
    if (rows.rewrites()) {
      space.appendPage(area);
    }
    if (rows.rewrites() || relistsIndexes()) {
      writeHeader(area);
    }
    TableMeta after =
        TablePages.open(space, definition, types, false, area)
            .withLayoutVersion(
                LayoutChange.between(before.layout(), rows.to())
                    ? layoutVersion
                    : before.layoutVersion());
    if (rows.rewrites()) {
      rewriteRows(after);
    } else if (rows.checks() || numbered != null) {
      checkRows();
    }
    IndexBuilder builder = new IndexBuilder(context, after);
    for (int i = 0; i < origins.length; i++) {
      if (origins[i] < 0) {
        builder.build(after.indexes().get(i));
      }
    }
    return after;
  }

  /** Returns the last number handed out or found, if the table has a generated field; else 0. */
  public long lastNumber() {
    return numbered == null ? 0 : numbered.last();
  }

  /** Begins the numbers of a generated field that is new, or was not generated, after this one. */
  public void numberAfter(long last) {
    if (numbered != null) {
      numbered.startAfter(last);
    }
  }

  /** Drops the areas that nothing needs any more. */
  public void dropReplaced() {
    for (int i = 0; i < before.indexes().size(); i++) {
      if (!isKept(i)) {
        TableIndexes.drop(space, before.indexes().get(i));
      }
    }
    if (rows.rewrites()) {
      space.dropArea(before.rowsArea());
    }
    if (before.valuesArea() != 0 && !rows.to().hasValues()) {
      space.dropArea(before.valuesArea());
    }
  }

  private boolean isKept(int oldPosition) {
    for (int origin : origins) {
      if (origin == oldPosition) {
        return true;
      }
    }
    return false;
  }

  private boolean relistsIndexes() {
    boolean same = origins.length == before.indexes().size();
    for (int i = 0; i < origins.length; i++) {
      same &= origins[i] == i;
    }
    return !same;
  }

  private void writeHeader(int area) {
    long old = space.read(before.rowsArea(), 0);
    int bytes = TableHeader.INDEXES_OFFSET + origins.length * TableHeader.INDEX_BYTES;
    int oldBytes = TableHeader.INDEXES_OFFSET + before.indexes().size() * TableHeader.INDEX_BYTES;
    long header = space.logged(area, 0, 0, Math.max(bytes, oldBytes));
    if (area != before.rowsArea()) {
      Memory.copy(old, header, TableHeader.INDEXES_OFFSET);
    }
    Memory.putInt(header + TableHeader.ROW_BYTES_OFFSET, rows.to().rowBytes());
    Memory.putInt(header + TableHeader.VALUES_AREA_OFFSET, valuesArea());
    Memory.putInt(header + TableHeader.INDEX_COUNT_OFFSET, origins.length);
    for (int i = 0; i < origins.length; i++) {
      if (origins[i] >= 0) {
        IndexMeta kept = before.indexes().get(origins[i]);
        TableHeader.putAreas(header, i, kept.area(), kept.secondArea());
      } else {
        TableIndexes.create(space, indexes.get(i), rows.to(), header, i);
      }
    }
    for (int i = origins.length; i < before.indexes().size(); i++) {
      TableHeader.putAreas(header, i, 0, 0);
    }
  }

  /** Values that stay keep their places, so their area stays, too. */
  private int valuesArea() {
    if (!rows.to().hasValues()) {
      return 0;
    }
    return before.valuesArea() != 0 ? before.valuesArea() : ValueHeap.create(space);
  }

  private void rewriteRows(TableMeta after) {
    RowValues values = new RowValues(space, after);
    rows.useValues(new RowValues(space, before), values);
    long end = TableHeader.end(space.read(before.rowsArea(), 0));
    int area = after.rowsArea();
    long hash = 0;
    for (long slot = 1; slot < end; slot++) {
      if (after.row(slot) == 0) {
        space.appendPage(area);
      }
      long oldRow = row(before, slot);
      long newRow = row(after, slot);
      long sequence = RowLayout.sequence(oldRow);
      if (sequence <= 0) {
        RowLayout.putSequence(newRow, sequence);
      } else {
        convert(oldRow, newRow);
        hash += values.hashOf(newRow);
      }
    }
    // The page is new: what is written to it is undone by taking it away.
    Memory.putLong(space.write(area, 0) + TableHeader.HASH_OFFSET, hash);
  }

  private void convert(long oldRow, long newRow) {
    try {
      rows.convert(oldRow, newRow);
      if (numbered != null) {
        numbered.take(newRow);
      }
    } catch (Rejection refused) {
      throw inRow(refused, oldRow);
    }
  }

  private void checkRows() {
    long end = TableHeader.end(space.read(before.rowsArea(), 0));
    for (long slot = 1; slot < end; slot++) {
      long row = row(before, slot);
      if (RowLayout.sequence(row) > 0) {
        try {
          rows.check(row, context.rowScratch());
          if (numbered != null) {
            numbered.take(row);
          }
        } catch (Rejection refused) {
          throw inRow(refused, row);
        }
      }
    }
  }

  private Rejection inRow(Rejection refused, long oldRow) {
    String key = KeyText.describe(before.layout(), before.definition().primaryKey(), oldRow);
    return refused.withDetail("The row with the key " + key + " does not allow it.");
  }

  private long row(TableMeta table, long slot) {
    return space.read(table.rowsArea(), table.page(slot)) + table.offset(slot);
  }
}
