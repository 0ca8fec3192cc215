package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.index.HashIndex;
import io.tactus.storage.index.IndexPages;
import io.tactus.storage.index.KeyFields;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;

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
public final class Table implements RowPages {
  private static final long SLOT_LIMIT = 1L << 32;

  private final WriteContext context;
  private final PageSpace space;
  private final TableMeta meta;
  private final RowLayout layout;
  private final int rowsArea;
  private final int rowBytes;
  private final HashIndex[] indexes;
  private final int[] fragments;
  private final GeneratedIds generatedIds;
  private final boolean generatedInKey;
  private long lastSlot;
  private boolean lastWriteChanged;
  private boolean lastWriteInserted;

  /** Opens a table of a working state. */
  public Table(WriteContext context, TableMeta meta) {
    this.context = context;
    this.space = context.space();
    this.meta = meta;
    this.layout = meta.layout();
    this.rowsArea = meta.rowsArea();
    this.rowBytes = layout.rowBytes();
    this.indexes = new HashIndex[meta.indexes().size()];
    this.fragments = new int[2 * indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      IndexMeta index = meta.indexes().get(i);
      indexes[i] =
          new HashIndex(
              space,
              new Pages(index),
              index.key(),
              index.seed(),
              index.directoryArea(),
              index.bucketArea(),
              context.indexScratch());
    }
    this.generatedIds = layout.generatedOrdinal() < 0 ? null : new GeneratedIds(context, meta);
    this.generatedInKey =
        generatedIds != null && meta.definition().primaryKey().contains(generatedIds.fieldName());
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
    return TableHeader.rows(header());
  }

  /** Returns the table's state hash. */
  public long hash() {
    return TableHeader.hash(header());
  }

  /** Returns the address of the row with this key, or 0. */
  public long find(long keyAddress) {
    context.budget().scanned(1);
    long slot = indexes[0].find(keyAddress);
    return slot == 0 ? 0 : rowAddress(slot);
  }

  /** Returns the slot of the row with this key, or -1. */
  public long findSlot(long keyAddress) {
    context.budget().scanned(1);
    return slotOf(keyAddress);
  }

  /** As {@link #findSlot}, for the engine's own look-ups: not counted against the budget. */
  long slotOf(long keyAddress) {
    long slot = indexes[0].find(keyAddress);
    return slot == 0 ? -1 : slot;
  }

  /**
   * Returns the address of the row with these values in a unique index, or 0.
   *
   * @param index position in {@link TableMeta#indexes()}
   */
  public long findBy(int index, long keyAddress) {
    context.budget().scanned(1);
    long slot = indexes[index].find(keyAddress);
    return slot == 0 ? 0 : rowAddress(slot);
  }

  /** Returns the address of the row in this slot. */
  public long rowAddress(long slot) {
    return space.read(rowsArea, meta.page(slot)) + meta.offset(slot);
  }

  /**
   * Inserts a row. A generated field that is absent gets the next id (also in the draft); the rest
   * is completed with the defaults.
   *
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_NULL, UNIQUE, MEMORY_LIMIT, WORK_BUDGET, INVALID_VALUE
   *     {@code value_out_of_range} for exhausted ids
   */
  public long insert(RowDraft draft) {
    requireLayout(draft);
    context.budget().written(1);
    long mark = space.mark();
    int changes = context.changes().count();
    try {
      return insertRow(draft);
    } catch (Rejection refused) {
      takeBack(mark, changes);
      throw refused;
    }
  }

  /**
   * Updates the row with this key: the fields present in {@code set} (may be null), and {@code
   * operators} (may be null) on the old values of other fields. A write that leaves all contents as
   * they are keeps the row's sequence; see {@link #lastWriteChanged()}.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION {@code version_mismatch}, CHECK,
   *     INVALID_VALUE {@code value_out_of_range}, UNIQUE, MEMORY_LIMIT, WORK_BUDGET
   */
  public long update(long keyAddress, RowDraft set, FieldOperators operators, long ifSequence) {
    return updateAt(requireSlot(keyAddress), set, operators, ifSequence);
  }

  /** As {@link #update}, for a row met by a scan or found before. */
  public long updateAt(long slot, RowDraft set, FieldOperators operators, long ifSequence) {
    context.budget().written(1);
    long old = liveRow(slot);
    checkSequence(old, ifSequence);
    long next = context.rowScratch();
    Memory.copy(old, next, rowBytes);
    if (set != null) {
      requireLayout(set);
      set.applyTo(next);
    }
    if (operators != null && operators.count() > 0) {
      RowDraft results = context.operatorDraft();
      FieldArithmetic.apply(layout, operators, old, results);
      results.applyTo(next);
    }
    return replace(slot, next);
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
    long slot = idMissing && generatedInKey ? 0 : slotOfKey(draft.rowAddress());
    if (slot != 0) {
      context.budget().written(1);
      long old = rowAddress(slot);
      checkSequence(old, ifSequence);
      long next = context.rowScratch();
      Memory.copy(draft.rowAddress(), next, rowBytes);
      if (idMissing) {
        layout.field(generated).copy(old, next);
      }
      return replace(slot, next);
    }
    if (ifSequence != 0) {
      throw versionMismatch(0, ifSequence);
    }
    return insert(draft);
  }

  /**
   * Deletes the row with this key.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION, WORK_BUDGET
   */
  public void delete(long keyAddress, long ifSequence) {
    deleteAt(requireSlot(keyAddress), ifSequence);
  }

  /** As {@link #delete}, for a row met by a scan or found before. */
  public void deleteAt(long slot, long ifSequence) {
    context.budget().written(1);
    checkSequence(liveRow(slot), ifSequence);
    long mark = space.mark();
    int changes = context.changes().count();
    try {
      deleteRow(slot);
    } catch (Rejection refused) {
      takeBack(mark, changes);
      throw refused;
    }
  }

  /** Tells whether the last insert, update or upsert changed the row's contents. */
  public boolean lastWriteChanged() {
    return lastWriteChanged;
  }

  /** Tells whether the last upsert inserted. */
  public boolean lastWriteInserted() {
    return lastWriteInserted;
  }

  /** Returns the slot of the row written last. */
  public long lastSlot() {
    return lastSlot;
  }

  /** Puts the cursor before the first row. */
  public void scan(ScanCursor cursor) {
    cursor.start(meta, this, context.budget(), TableHeader.end(header()));
  }

  @Override
  public long rowsPage(long page) {
    return space.read(rowsArea, page);
  }

  /** Overwrites one field of a row of a system table; not counted, not a row change. */
  void putLongAt(long slot, int ordinal, long value) {
    long page = meta.page(slot);
    int offset = meta.offset(slot);
    long row = space.logged(rowsArea, page, offset, rowBytes) + offset;
    long before = StateHash.ofRow(meta.hashSeed(), layout, row);
    layout.field(ordinal).putLong(row, value);
    Memory.putLong(row, context.sequence());
    addToHash(StateHash.ofRow(meta.hashSeed(), layout, row) - before);
  }

  private long insertRow(RowDraft draft) {
    if (generatedIds != null) {
      generatedIds.assign(draft);
    }
    draft.completeForInsert();
    long image = draft.rowAddress();
    for (int i = 0; i < indexes.length; i++) {
      if (!indexes[i].key().hasNull(image)) {
        fragments[i] = indexes[i].fragment(image);
        requireUnique(i, fragments[i], image, 0);
      }
    }
    long slot = takeSlot();
    int offset = meta.offset(slot);
    long row = space.logged(rowsArea, meta.page(slot), offset, rowBytes) + offset;
    Memory.copy(image, row, rowBytes);
    Memory.putLong(row, context.sequence());
    for (int i = 0; i < indexes.length; i++) {
      if (!indexes[i].key().hasNull(row)) {
        indexes[i].insert(fragments[i], slot);
      }
    }
    long header = space.write(rowsArea, 0);
    Memory.putLong(header + TableHeader.ROWS_OFFSET, TableHeader.rows(header) + 1);
    long hash = TableHeader.hash(header) + StateHash.ofRow(meta.hashSeed(), layout, row);
    Memory.putLong(header + TableHeader.HASH_OFFSET, hash);
    context.changes().add(meta, ChangeOperation.INSERT, 0, row);
    wrote(slot, true, true);
    return row;
  }

  /** Takes a slot from the free list or the end; the header's changing part is logged by this. */
  private long takeSlot() {
    long header = space.logged(rowsArea, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    long slot = TableHeader.free(header);
    if (slot != 0) {
      Memory.putLong(header + TableHeader.FREE_OFFSET, -Memory.getLong(rowAddress(slot)));
      return slot;
    }
    slot = TableHeader.end(header);
    if (slot >= SLOT_LIMIT) {
      throw new Rejection(RejectionCode.MEMORY_LIMIT, "the table has no more slots")
          .at(meta.name(), "");
    }
    if (meta.row(slot) == 0 && meta.page(slot) == space.pageCount(rowsArea)) {
      space.appendPage(rowsArea);
    }
    Memory.putLong(header + TableHeader.END_OFFSET, meta.slotAfter(slot));
    return slot;
  }

  private long replace(long slot, long next) {
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
    long old = rowAddress(slot);
    int contents = RowLayout.HEADER_BYTES;
    if (Memory.compare(old + contents, next + contents, rowBytes - contents) == 0) {
      wrote(slot, false, false);
      return old;
    }
    Memory.putLong(next, context.sequence());
    if (generatedIds != null) {
      generatedIds.noticeChange(old, next);
    }
    context.changes().add(meta, ChangeOperation.UPDATE, old, next);
    moveIndexEntries(slot, old, next);
    int offset = meta.offset(slot);
    long row = space.logged(rowsArea, meta.page(slot), offset, rowBytes) + offset;
    long before = StateHash.ofRow(meta.hashSeed(), layout, row);
    Memory.copy(next, row, rowBytes);
    addToHash(StateHash.ofRow(meta.hashSeed(), layout, row) - before);
    wrote(slot, true, false);
    return row;
  }

  /** Takes the row from the indexes whose key changes and enters it anew; all checks first. */
  private void moveIndexEntries(long slot, long old, long next) {
    int count = indexes.length;
    for (int i = 0; i < count; i++) {
      if (keyMoves(i, old, next) && !indexes[i].key().hasNull(next)) {
        fragments[i] = indexes[i].fragment(next);
        requireUnique(i, fragments[i], next, slot);
      }
    }
    for (int i = 0; i < count; i++) {
      if (keyMoves(i, old, next)) {
        if (!indexes[i].key().hasNull(old)) {
          indexes[i].remove(indexes[i].fragment(old), slot);
        }
        if (!indexes[i].key().hasNull(next)) {
          indexes[i].insert(fragments[i], slot);
        }
      }
    }
  }

  private boolean keyMoves(int i, long old, long next) {
    KeyFields key = indexes[i].key();
    return key.hasNull(old) != key.hasNull(next) || !key.sameKey(old, next);
  }

  private void deleteRow(long slot) {
    long old = rowAddress(slot);
    context.changes().add(meta, ChangeOperation.DELETE, old, 0);
    for (HashIndex index : indexes) {
      if (!index.key().hasNull(old)) {
        index.remove(index.fragment(old), slot);
      }
    }
    int offset = meta.offset(slot);
    long row = space.logged(rowsArea, meta.page(slot), offset, RowLayout.HEADER_BYTES) + offset;
    long header = space.logged(rowsArea, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    Memory.putLong(row, -TableHeader.free(header));
    Memory.putLong(header + TableHeader.FREE_OFFSET, slot);
    Memory.putLong(header + TableHeader.ROWS_OFFSET, TableHeader.rows(header) - 1);
    long hash = TableHeader.hash(header) - StateHash.ofRow(meta.hashSeed(), layout, row);
    Memory.putLong(header + TableHeader.HASH_OFFSET, hash);
    wrote(slot, true, false);
  }

  private void addToHash(long difference) {
    long header = space.logged(rowsArea, 0, TableHeader.HASH_OFFSET, Long.BYTES);
    Memory.putLong(header + TableHeader.HASH_OFFSET, TableHeader.hash(header) + difference);
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

  private long header() {
    return space.read(rowsArea, 0);
  }

  /** Returns the slot of the row with the primary key of this row image, or 0. */
  private long slotOfKey(long image) {
    return indexes[0].findSame(indexes[0].fragment(image), image, 0);
  }

  private long requireSlot(long keyAddress) {
    long slot = findSlot(keyAddress);
    if (slot < 0) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no row with this key")
          .at(meta.name(), "");
    }
    return slot;
  }

  private long liveRow(long slot) {
    long row = rowAddress(slot);
    if (Memory.getLong(row) <= 0) {
      throw new IllegalArgumentException("slot " + slot + " of " + meta + " holds no row");
    }
    return row;
  }

  /** A draft of another table, or of this one before a schema change, would tear the row. */
  private void requireLayout(RowDraft draft) {
    if (draft.layout() != layout) {
      throw new IllegalArgumentException("the draft was not made with the layout of " + meta);
    }
  }

  private void requireUnique(int index, int fragment, long row, long exceptSlot) {
    if (meta.indexes().get(index).unique()
        && indexes[index].findSame(fragment, row, exceptSlot) != 0) {
      KeyFields key = indexes[index].key();
      String name = index == 0 ? meta.name() + "_pkey" : meta.indexes().get(index).name();
      throw new Rejection(
              RejectionCode.UNIQUE,
              "duplicate key value violates unique constraint \"" + name + '"')
          .withDetail("Key " + KeyText.describe(layout, key.names(), row) + " already exists.")
          .at(meta.name(), key.names().get(0));
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

  /** The pages of one index in the working state. */
  private final class Pages implements IndexPages {
    private final int directoryArea;
    private final int bucketArea;

    Pages(IndexMeta index) {
      directoryArea = index.directoryArea();
      bucketArea = index.bucketArea();
    }

    @Override
    public long directoryPage(long page) {
      return space.read(directoryArea, page);
    }

    @Override
    public long bucketPage(long page) {
      return space.read(bucketArea, page);
    }

    @Override
    public long row(long slot) {
      return rowAddress(slot);
    }
  }
}
