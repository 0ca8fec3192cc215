package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;

/**
 * Puts rows into a table, replaces them and takes them out: the row itself, its values, its index
 * entries, its row change, the state hash, and what other tables demand.
 *
 * <p>Each write is all or nothing: one that is refused is taken back to where it began, so that
 * whoever catches the rejection may go on. Which row is meant, and whether the caller may, has been
 * settled by {@link Table}.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
final class RowWriter {
  private final WriteContext context;
  private final PageSpace space;
  private final TableMeta meta;
  private final RowValues values;
  private final RowSlots slots;
  private final IndexSet indexes;

  /** Null if no field is generated. */
  private final GeneratedIds generatedIds;

  private final int rowBytes;
  private long lastSlot;
  private boolean lastWriteChanged;
  private boolean lastWriteInserted;
  private int rulesEpoch = -1;
  private boolean underRules;

  RowWriter(
      WriteContext context,
      TableMeta meta,
      RowValues values,
      RowSlots slots,
      IndexSet indexes,
      GeneratedIds generatedIds) {
    this.context = context;
    this.space = context.space();
    this.meta = meta;
    this.values = values;
    this.slots = slots;
    this.indexes = indexes;
    this.generatedIds = generatedIds;
    this.rowBytes = meta.layout().rowBytes();
  }

  /** Tells whether the last write changed the row's contents. */
  boolean lastWriteChanged() {
    return lastWriteChanged;
  }

  /** Tells whether the last write inserted. */
  boolean lastWriteInserted() {
    return lastWriteInserted;
  }

  /** Returns the slot of the row written last. */
  long lastSlot() {
    return lastSlot;
  }

  /**
   * Inserts a row; what is absent is completed.
   *
   * @return the row's address
   */
  long insert(RowDraft draft) {
    long mark = space.mark();
    int changes = context.changes().count();
    try {
      return insertRow(draft);
    } catch (Rejection refused) {
      takeBack(mark, changes);
      throw refused;
    }
  }

  private long insertRow(RowDraft draft) {
    if (generatedIds != null) {
      generatedIds.assign(draft);
    }
    draft.completeForInsert();
    long image = draft.rowAddress();
    indexes.requireUnique(image, 0);
    long slot = slots.add(image, context.sequence());
    indexes.insert(image, slot);
    long row = slots.address(slot);
    values.store(image, row);
    context.changes().add(meta, ChangeOperation.INSERT, 0, row, values);
    if (underRules()) {
      context.rules().inserted(lastChange());
    }
    wrote(slot, true, true);
    return row;
  }

  /**
   * Replaces a row by an image; one with the same contents changes nothing.
   *
   * @return the row's address
   */
  long replace(long slot, long next) {
    long mark = space.mark();
    int changes = context.changes().count();
    try {
      return replaceRow(slot, next);
    } catch (Rejection refused) {
      takeBack(mark, changes);
      throw refused;
    }
  }

  private long replaceRow(long slot, long next) {
    long old = slots.address(slot);
    int contents = RowLayout.HEADER_BYTES;
    if (Memory.compare(old + contents, next + contents, rowBytes - contents) == 0) {
      wrote(slot, false, false);
      return old;
    }
    Memory.putLong(next, context.sequence());
    if (generatedIds != null) {
      generatedIds.noticeChange(old, next);
    }
    context.changes().add(meta, ChangeOperation.UPDATE, old, next, values);
    indexes.move(slot, old, next);
    slots.addToHash(slots.hashOf(next) - slots.hashOf(old));
    long row = slots.logged(slot);
    values.release(row, next);
    Memory.copy(next, row, rowBytes);
    values.store(next, row);
    values.done();
    if (underRules()) {
      context.rules().updated(lastChange());
    }
    wrote(slot, true, false);
    return row;
  }

  /** Deletes the row in a slot. */
  void delete(long slot) {
    long mark = space.mark();
    int changes = context.changes().count();
    try {
      deleteRow(slot);
    } catch (Rejection refused) {
      takeBack(mark, changes);
      throw refused;
    }
  }

  private void deleteRow(long slot) {
    long old = slots.address(slot);
    context.changes().add(meta, ChangeOperation.DELETE, old, 0, values);
    indexes.remove(old, slot);
    if (slots.free(slot)) {
      context.shrunk(meta.id());
    }
    values.free(slots.address(slot));
    values.done();
    if (underRules()) {
      context.rules().deleted(lastChange());
    }
    wrote(slot, true, false);
  }

  /** Tells whether other tables demand anything of this one's rows; asked once per catalog. */
  private boolean underRules() {
    if (rulesEpoch != context.rulesEpoch()) {
      rulesEpoch = context.rulesEpoch();
      underRules = context.rules().concern(meta);
    }
    return underRules;
  }

  private int lastChange() {
    return context.changes().count() - 1;
  }

  private void takeBack(long mark, int changes) {
    space.rollbackTo(mark);
    context.changes().rollbackTo(changes);
  }

  private void wrote(long slot, boolean changed, boolean inserted) {
    lastSlot = slot;
    lastWriteChanged = changed;
    lastWriteInserted = inserted;
  }
}
