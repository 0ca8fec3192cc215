package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.index.HashIndex;
import io.tactus.storage.index.IndexPages;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.index.TableIndex;
import io.tactus.storage.index.TreeIndex;
import io.tactus.storage.index.TreePages;
import io.tactus.storage.index.UpcomingUse;
import io.tactus.storage.page.PageSpace;
import java.util.List;

/**
 * The entries of a table's rows in all its indexes, in the working state.
 *
 * <p>Checks come before changes: {@link #requireUnique} and the first half of {@link #move} write
 * nothing.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
final class IndexSet {
  private final PageSpace space;
  private final TableMeta meta;
  private final RowSlots slots;
  private final TableIndex[] indexes;
  private final boolean[] unique;

  /** By index: the pages of its tree as commands see them, or null. */
  private final TreePages[] trees;

  IndexSet(WriteContext context, TableMeta meta, RowSlots slots) {
    this.space = context.space();
    this.meta = meta;
    this.slots = slots;
    this.indexes = new TableIndex[meta.indexes().size()];
    this.unique = new boolean[indexes.length];
    this.trees = new TreePages[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      IndexMeta index = meta.indexes().get(i);
      indexes[i] = open(index, context);
      unique[i] = index.unique();
      trees[i] =
          index.isUniqueHash() ? null : new WorkingTree(context, index.area(), context.budget());
    }
  }

  private TableIndex open(IndexMeta index, WriteContext context) {
    if (!index.isUniqueHash()) {
      return new TreeIndex(
          space,
          index.area(),
          new WorkingTree(context, index.area(), null),
          index.entries(),
          context.backlogs(),
          index.unique(),
          context.indexScratch());
    }
    return new HashIndex(
        space,
        new HashPages(index),
        index.key(),
        index.seed(),
        index.area(),
        index.secondArea(),
        context.indexScratch());
  }

  /** Returns the slot of the row with this key image in a unique hash index, or 0. */
  long find(int index, long keyAddress) {
    if (indexes[index] instanceof HashIndex hash) {
      return hash.find(keyAddress);
    }
    throw new IllegalArgumentException(meta.indexes().get(index).name() + " finds no single row");
  }

  /** Has what {@link #find} reads for a primary key brought near later. */
  void lookAhead(long keyAddress, UpcomingUse use, LookAhead ahead) {
    if (indexes[0] instanceof HashIndex hash) {
      hash.lookAhead(keyAddress, meta, use, ahead);
    }
  }

  /** Returns the pages of an index that is a tree; what is met there counts. */
  TreePages tree(int index) {
    return trees[index];
  }

  /** Returns the slot of the row with the primary key of a row image, or 0. */
  long findSame(long image) {
    return indexes[0].conflict(image, 0);
  }

  /** Returns the slot of a row with the values of a row image in a unique index, or 0. */
  long findLike(int index, long image) {
    if (!unique[index]) {
      throw new IllegalArgumentException(meta.indexes().get(index).name() + " is not unique");
    }
    return indexes[index].holds(image) ? indexes[index].conflict(image, 0) : 0;
  }

  /**
   * Checks that a row may stand beside the others.
   *
   * @throws Rejection UNIQUE
   */
  void requireUnique(long row, long exceptSlot) {
    for (int i = 0; i < indexes.length; i++) {
      requireUnique(i, row, exceptSlot);
    }
  }

  /** Enters a row that has been checked. */
  void insert(long row, long slot) {
    for (TableIndex index : indexes) {
      if (index.holds(row)) {
        index.insert(row, slot);
      }
    }
  }

  /**
   * Enters a row in one index that is being built.
   *
   * @throws Rejection UNIQUE
   */
  void enter(int i, long row, long slot) {
    if (indexes[i].holds(row)) {
      long other = unique[i] ? indexes[i].conflict(row, slot) : 0;
      if (other != 0) {
        throw duplicates(meta, meta.indexes().get(i), slots.address(other), row);
      }
      indexes[i].insert(row, slot);
    }
  }

  /** Returns the refusal of an index over rows of which two have the same values. */
  static Rejection duplicates(TableMeta meta, IndexMeta index, long first, long second) {
    List<String> key = meta.definition().primaryKey();
    return new Rejection(
            RejectionCode.UNIQUE,
            "rows hold the same values, so " + index.name() + " cannot be unique")
        .withDetail(
            "Both rows "
                + KeyText.describe(meta.layout(), key, first)
                + " and "
                + KeyText.describe(meta.layout(), key, second)
                + " have "
                + KeyText.describe(meta.layout(), index.key().names(), second)
                + ".")
        .at(meta.name(), index.key().names().get(0));
  }

  /** Drops all entries, and the pages that new indexes do not have. */
  void clear() {
    for (TableIndex index : indexes) {
      index.clear();
    }
  }

  /** Returns how many pages the indexes of a new table have. */
  int leastPages() {
    int pages = 0;
    for (TableIndex index : indexes) {
      pages += index.leastPages();
    }
    return pages;
  }

  /** Returns how many pages the indexes have now. */
  long pages() {
    long pages = 0;
    for (TableIndex index : indexes) {
      pages += index.pages();
    }
    return pages;
  }

  /** Returns how many pages new indexes of so many rows have at most. */
  long mostPages(long rows) {
    long pages = 0;
    for (TableIndex index : indexes) {
      pages += index.mostPages(rows);
    }
    return pages;
  }

  /** Takes a row out. */
  void remove(long row, long slot) {
    for (TableIndex index : indexes) {
      if (index.holds(row)) {
        index.remove(row, slot);
      }
    }
  }

  /**
   * Takes a row from the indexes whose entry changes and enters it anew; all checks first.
   *
   * @throws Rejection UNIQUE, MEMORY_LIMIT
   */
  void move(long slot, long old, long next) {
    for (int i = 0; i < indexes.length; i++) {
      if (unique[i] && !indexes[i].sameEntry(old, next)) {
        requireUnique(i, next, slot);
      }
    }
    for (TableIndex index : indexes) {
      if (!index.sameEntry(old, next)) {
        if (index.holds(old)) {
          index.remove(old, slot);
        }
        if (index.holds(next)) {
          index.insert(next, slot);
        }
      }
    }
  }

  private void requireUnique(int i, long row, long exceptSlot) {
    if (unique[i] && indexes[i].conflict(row, exceptSlot) != 0) {
      throw duplicate(meta, meta.indexes().get(i), row);
    }
  }

  /** Returns the refusal of a second row with the same values. */
  static Rejection duplicate(TableMeta meta, IndexMeta index, long row) {
    String name = index.position() == 0 ? meta.name() + "_pkey" : index.name();
    return new Rejection(
            RejectionCode.UNIQUE, "duplicate key value violates unique constraint \"" + name + '"')
        .withDetail(
            "Key " + KeyText.describe(meta.layout(), index.key().names(), row) + " already exists.")
        .at(meta.name(), index.key().names().get(0));
  }

  /** The pages of one hash index in the working state. */
  private final class HashPages implements IndexPages {
    private final int directoryArea;
    private final int bucketArea;

    HashPages(IndexMeta index) {
      directoryArea = index.area();
      bucketArea = index.secondArea();
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
      return slots.address(slot);
    }
  }
}
