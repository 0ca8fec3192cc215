package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;

/**
 * Replaces many rows whose keys and indexed fields stay as they are, in slot order: no index is
 * touched, the state hash is told once, and each page is looked up once.
 *
 * <p>{@code begin → replace … → end}, or {@code takeBack} at any time in between. Undo log, row
 * changes and work budget see every row, as with single updates.
 *
 * <p>Threading: tick thread only.
 */
public final class BulkChange {
  private static final long NO_PAGE = -1;

  private final WriteContext context;
  private final PageSpace space;
  private final TableMeta meta;
  private final ValueSource values;
  private final int rowBytes;
  private long spaceMark;
  private int changeMark;
  private long page;
  private long address;

  BulkChange(WriteContext context, TableMeta meta, ValueSource values) {
    this.context = context;
    this.space = context.space();
    this.meta = meta;
    this.values = values;
    this.rowBytes = meta.layout().rowBytes();
  }

  /** Returns the bytes of row changes that this transaction may still make. */
  public long maxBytes() {
    return context.changes().freeBytes();
  }

  /** Begins. */
  public BulkChange begin() {
    spaceMark = space.mark();
    changeMark = context.changes().count();
    page = NO_PAGE;
    return this;
  }

  /**
   * Replaces a row.
   *
   * @param slot of a live row
   * @param next the whole new row, with the values of variable length of the old one; its sequence
   *     is set here
   * @throws Rejection WORK_BUDGET
   */
  public void replace(long slot, long next) {
    context.budget().written(1);
    if (meta.page(slot) != page) {
      page = meta.page(slot);
      address = space.write(meta.rowsArea(), page);
    }
    int offset = meta.offset(slot);
    long row = address + offset;
    RowLayout.putSequence(next, context.sequence());
    context.changes().add(meta, ChangeOperation.UPDATE, row, next, values);
    space.logged(meta.rowsArea(), page, offset, rowBytes);
    Memory.copy(next, row, rowBytes);
  }

  /**
   * Ends, with the sum over all rows of the new hash less the old one.
   *
   * @throws Rejection WORK_BUDGET
   */
  public void end(long hashDifference) {
    if (hashDifference != 0) {
      long header =
          space.logged(meta.rowsArea(), 0, TableHeader.HASH_OFFSET, Long.BYTES)
              + TableHeader.HASH_OFFSET;
      Memory.putLong(header, Memory.getLong(header) + hashDifference);
    }
  }

  /** Undoes all since {@link #begin}. */
  public void takeBack() {
    space.rollbackTo(spaceMark);
    context.changes().rollbackTo(changeMark);
  }
}
