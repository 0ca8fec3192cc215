package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.index.UpcomingUse;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.util.List;

/**
 * The writer's side of a table.
 *
 * <p>Keys are given as the address of a key image (the key fields packed in key order), see {@link
 * RowLayout#keyBytes()}. Row addresses returned are valid until the next write through the same
 * store. All writes belong to the open transaction and are undone with it; one that is refused
 * leaves nothing behind, so that a procedure may catch the rejection and go on.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
public final class Table implements RowPages, ValueSource {
  private final WriteContext context;
  private final TableMeta meta;
  private final RowLayout layout;
  private final int rowBytes;
  private final RowValues values;
  private final ValueView valueView = new ValueView();
  private final RowSlots slots;
  private final IndexSet indexes;
  private final boolean generatedInKey;
  private final RowWriter writer;

  /** Opens a table of a working state. */
  public Table(WriteContext context, TableMeta meta) {
    this.context = context;
    this.meta = meta;
    this.layout = meta.layout();
    this.rowBytes = layout.rowBytes();
    this.values = new RowValues(context.space(), meta);
    this.slots = new RowSlots(context.space(), meta, values);
    this.indexes = new IndexSet(context, meta, slots);
    GeneratedIds generatedIds =
        layout.generatedOrdinal() < 0 ? null : new GeneratedIds(context, meta);
    this.generatedInKey =
        generatedIds != null && meta.definition().primaryKey().contains(generatedIds.fieldName());
    this.writer = new RowWriter(context, meta, values, slots, indexes, generatedIds);
  }

  /** Returns what the catalog knows of this table. */
  public TableMeta meta() {
    return meta;
  }

  /** Returns the layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Returns the number of live rows. */
  public long rowCount() {
    return slots.rows();
  }

  /** Returns how many slots a full scan looks at: live and free ones. */
  public long slotCount() {
    return meta.slotsBefore(slots.end());
  }

  /** Returns the table's state hash. */
  public long hash() {
    return slots.hash();
  }

  /** Returns the address of the row with this key, or 0. */
  public long find(long keyAddress) {
    context.budget().scanned(1);
    long slot = indexes.find(0, keyAddress);
    return slot == 0 ? 0 : slots.address(slot);
  }

  /**
   * Notes a key that will soon be used, for {@link LookAhead#read} to bring near what that will
   * read, and to copy the pages that it will write. Changes no contents, and counts against no
   * budget.
   */
  public void lookAhead(long keyAddress, UpcomingUse use, LookAhead ahead) {
    indexes.lookAhead(keyAddress, use, ahead);
  }

  /** Returns the slot of the row with this key, or -1. */
  public long findSlot(long keyAddress) {
    context.budget().scanned(1);
    return slotOf(keyAddress);
  }

  /** As {@link #findSlot}, for the engine's own look-ups: not counted against the budget. */
  long slotOf(long keyAddress) {
    long slot = indexes.find(0, keyAddress);
    return slot == 0 ? -1 : slot;
  }

  /**
   * Returns the address of the row with these values in a unique hash index, or 0.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public long findBy(int index, long keyAddress) {
    context.budget().scanned(1);
    long slot = indexes.find(index, keyAddress);
    return slot == 0 ? 0 : slots.address(slot);
  }

  /** As {@link #findBy}, but returns the row's slot, or 0. */
  public long slotBy(int index, long keyAddress) {
    context.budget().scanned(1);
    return indexes.find(index, keyAddress);
  }

  /**
   * Returns the slot of the row that a new one with these values could not stand beside, because a
   * unique index has both; 0 if there is none, or a value of the index is null or not given.
   *
   * @param index position in {@link TableMeta#indexes()} of a unique index of any kind
   */
  public long slotLike(int index, RowDraft draft) {
    requireLayout(draft);
    context.budget().scanned(1);
    List<String> names = meta.indexes().get(index).key().names();
    for (int i = 0; i < names.size(); i++) {
      if (!draft.isWholePresent(layout.part(names.get(i)))) {
        return 0;
      }
    }
    return indexes.findLike(index, draft.rowAddress());
  }

  /**
   * Points a cursor at an ordered index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public OrderedCursor ordered(int index, OrderedCursor cursor) {
    return cursor.bind(indexes.tree(index), meta.indexes().get(index).ordered().shape());
  }

  /**
   * Points a cursor at a non-unique hash index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public PostingCursor posting(int index, PostingCursor cursor) {
    return cursor.bind(indexes.tree(index), meta.indexes().get(index).posting());
  }

  /**
   * Points a cursor at a grid index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public GridCursor grid(int index, GridCursor cursor) {
    return cursor.bind(indexes.tree(index), meta.indexes().get(index).grid());
  }

  /** Returns the address of the row in this slot. */
  public long rowAddress(long slot) {
    return slots.address(slot);
  }

  /**
   * Inserts a row. A generated field that is absent gets the next id (also in the draft); the rest
   * is completed with the defaults.
   *
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_NULL, UNIQUE, REFERENCE, MEMORY_LIMIT, WORK_BUDGET,
   *     INVALID_VALUE {@code value_out_of_range} for exhausted ids
   */
  public long insert(RowDraft draft) {
    requireLayout(draft);
    context.budget().written(1);
    return writer.insert(draft);
  }

  /**
   * Updates the row with this key: the fields present in {@code set} (may be null), and {@code
   * operators} (may be null) on the old values of other fields. A write that leaves all contents as
   * they are keeps the row's sequence; see {@link #lastWriteChanged()}.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION {@code version_mismatch}, CHECK,
   *     INVALID_VALUE {@code value_out_of_range}, UNIQUE, REFERENCE, MEMORY_LIMIT, WORK_BUDGET
   */
  public long update(long keyAddress, RowDraft set, FieldOperators operators, long ifSequence) {
    return updateAt(requireSlot(keyAddress), set, operators, ifSequence);
  }

  /** As {@link #update}, for a row met by a scan or found before. */
  public long updateAt(long slot, RowDraft set, FieldOperators operators, long ifSequence) {
    context.budget().written(1);
    long old = slots.live(slot);
    checkSequence(old, ifSequence);
    long next = context.rowScratch();
    Memory.copy(old, next, rowBytes);
    if (set != null) {
      requireLayout(set);
      set.applyTo(next);
      values.settle(old, next, set);
    }
    if (operators != null && operators.count() > 0) {
      RowDraft results = context.operatorDraft();
      FieldArithmetic.apply(layout, operators, old, results);
      results.applyTo(next);
    }
    return writer.replace(slot, next);
  }

  /**
   * Inserts the row or replaces the one with the same primary key; absent fields get their defaults
   * either way.
   *
   * @param ifSequence the sequence the present row must have, or 0 for any
   * @return the row's address
   * @throws io.tactus.storage.Rejection as {@link #insert} and {@link #update}; PRECONDITION if
   *     there is no row and {@code ifSequence} asks for one
   */
  public long upsert(RowDraft draft, long ifSequence) {
    requireLayout(draft);
    int generated = layout.generatedOrdinal();
    boolean idMissing = generated >= 0 && !draft.isPresent(generated);
    draft.completeForInsert();
    long slot = idMissing && generatedInKey ? 0 : indexes.findSame(draft.rowAddress());
    if (slot != 0) {
      context.budget().written(1);
      long old = slots.address(slot);
      checkSequence(old, ifSequence);
      long next = context.rowScratch();
      Memory.copy(draft.rowAddress(), next, rowBytes);
      values.settle(old, next, draft);
      if (idMissing) {
        layout.field(generated).copy(old, next);
      }
      return writer.replace(slot, next);
    }
    if (ifSequence != 0) {
      throw versionMismatch(0, ifSequence);
    }
    return insert(draft);
  }

  /**
   * Deletes the row with this key, and does to the rows that refer to it what their fields demand.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION, REFERENCE, WORK_BUDGET
   */
  public void delete(long keyAddress, long ifSequence) {
    deleteAt(requireSlot(keyAddress), ifSequence);
  }

  /** As {@link #delete}, for a row met by a scan or found before. */
  public void deleteAt(long slot, long ifSequence) {
    context.budget().written(1);
    checkSequence(slots.live(slot), ifSequence);
    writer.delete(slot);
  }

  /** Tells whether the last insert, update or upsert changed the row's contents. */
  public boolean lastWriteChanged() {
    return writer.lastWriteChanged();
  }

  /** Tells whether the last upsert inserted. */
  public boolean lastWriteInserted() {
    return writer.lastWriteInserted();
  }

  /** Returns the slot of the row written last. */
  public long lastSlot() {
    return writer.lastSlot();
  }

  /** Puts the cursor before the first row. */
  public void scan(ScanCursor cursor) {
    cursor.start(meta, this, context.budget(), slots.end());
  }

  /**
   * Cuts the table into ranges of pages for several threads to read while this one waits. All slots
   * are counted against the work budget here, at once.
   *
   * @throws Rejection WORK_BUDGET
   */
  public PageRanges ranges() {
    context.budget().scanned(slotCount());
    return new PageRanges(meta, this, values, slots.end());
  }

  /**
   * Gives back the pages of a table that has lost its last row, or all but few: those of rows and
   * index entries become those of a new table that holds what is left, in the same order, and if
   * nothing is, those of values, too. Undone with the open transaction; readers of versions before
   * it keep theirs. Ids handed out before are not handed out again.
   *
   * <p>Does nothing if there are more rows, if there are hardly more pages than it would take
   * again, or if the undo log or the limit of pages has no room for it: then the next transaction
   * that deletes a row of the table does it.
   */
  public void giveBack() {
    if (slots.isSparse()) {
      gather();
      return;
    }
    if (slots.rows() != 0 || !(slots.canShrink() || values.canShrink())) {
      return;
    }
    // One page each for rows and values.
    if (hasUndoRoom(indexes.leastPages() + 2L, 0)) {
      indexes.clear();
      values.clear();
      slots.clear();
    }
  }

  private void gather() {
    if (!hasUndoRoom(indexes.leastPages(), slots.undoBytesToGather()) || !hasPagesToGather()) {
      return;
    }
    long mark = context.space().mark();
    try {
      indexes.clear();
      slots.gather(context.rowScratch());
      // Only now, when there are as many pages free as rows have given back.
      for (long slot = 1; slot < slots.end(); slot++) {
        indexes.insert(slots.address(slot), slot);
      }
      context.backlogs().apply();
    } catch (Rejection noRoom) {
      context.space().rollbackTo(mark);
    }
  }

  /**
   * Tells whether the limit of pages has room for what gathering may take after it has given back.
   * If the limit was lowered far below what is in use there is none, and to find that out by
   * gathering would have each delete walk over all slots.
   */
  private boolean hasPagesToGather() {
    long more = indexes.mostPages(slots.rows()) - indexes.leastPages();
    long less = slots.pagesToGather() + indexes.pages() - indexes.leastPages();
    PageSpace space = context.space();
    return more == 0 || space.logicalPages() - less + more <= space.maxLogicalPages();
  }

  private boolean hasUndoRoom(long pagesToClear, long bytes) {
    return context.space().hasUndoRoom(pagesToClear * PageSpace.UNDO_BYTES_TO_CLEAR + bytes);
  }

  /** Returns a way to replace many rows whose indexed fields stay as they are. */
  public BulkChange bulkChange() {
    return new BulkChange(context, meta, values);
  }

  @Override
  public long rowsPage(long page) {
    return slots.page(page);
  }

  @Override
  public ValueView view() {
    return valueView;
  }

  @Override
  public long valuesPage(long page) {
    return values.valuesPage(page);
  }

  /** Overwrites one field of a row of a system table; not counted, not a row change. */
  void putLongAt(long slot, int ordinal, long value) {
    long row = slots.logged(slot);
    long before = slots.hashOf(row);
    layout.field(ordinal).putLong(row, value);
    Memory.putLong(row, context.sequence());
    slots.addToHash(slots.hashOf(row) - before);
  }

  private long requireSlot(long keyAddress) {
    long slot = findSlot(keyAddress);
    if (slot < 0) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no row with this key")
          .at(meta.name(), "");
    }
    return slot;
  }

  /** A draft of another table, or of this one before a schema change, would tear the row. */
  private void requireLayout(RowDraft draft) {
    if (draft.layout() != layout) {
      throw new IllegalArgumentException("the draft was not made with the layout of " + meta);
    }
  }

  private void checkSequence(long row, long ifSequence) {
    if (ifSequence != 0 && Memory.getLong(row) != ifSequence) {
      throw versionMismatch(Memory.getLong(row), ifSequence);
    }
  }

  private Rejection versionMismatch(long sequence, long ifSequence) {
    String present = sequence == 0 ? "there is no row" : "the row has version " + sequence;
    return new Rejection(RejectionCode.PRECONDITION, present + ", not " + ifSequence)
        .withName("version_mismatch", "")
        .at(meta.name(), "");
  }
}
