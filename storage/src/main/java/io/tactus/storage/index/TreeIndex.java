package io.tactus.storage.index;

import io.tactus.storage.page.PageSpace;

/**
 * The writer's side of an index whose entries lie in a tree: ordered, non-unique hash, grid.
 *
 * <p>Threading: the writer's thread only.
 */
public final class TreeIndex implements TableIndex {
  private final TreeEntries entries;
  private final OrderedEntries unique;
  private final BPlusTree tree;
  private final TreeBacklog backlog;
  private final long scratch;
  private final TreeCursor others;

  /**
   * Opens an index.
   *
   * @param pages the tree's pages in {@code space}; its budget does not count checks for duplicates
   * @param backlogs hold back the entries of indexes that are not unique
   * @param unique whether two rows may not have the same key; ordered indexes only
   * @param scratch address of room for an entry, used within a call only
   */
  public TreeIndex(
      PageSpace space,
      int area,
      TreePages pages,
      TreeEntries entries,
      TreeBacklogs backlogs,
      boolean unique,
      long scratch) {
    this.entries = entries;
    this.scratch = scratch;
    this.unique = unique && entries instanceof OrderedEntries ordered ? ordered : null;
    this.backlog = this.unique == null ? backlogs.of(area, entries.shape()) : null;
    this.tree = backlog == null ? new BPlusTree(space, area, entries.shape()) : backlog.tree();
    this.others = this.unique == null ? null : new TreeCursor();
    if (others != null) {
      others.bind(pages, entries.shape());
    }
  }

  /** Gives a new, empty area the shape of an empty index. */
  public static void format(PageSpace space, int area, TreeEntries entries) {
    BPlusTree.format(space, area, entries.shape());
  }

  /** Tells whether an area holds a tree of such entries, divided as this process does it. */
  public static boolean isFormatted(PageSpace space, int area, TreeEntries entries) {
    return space.pageCount(area) > 0 && TreeHeader.matches(space.read(area, 0), entries.shape());
  }

  @Override
  public boolean holds(long row) {
    return entries.holds(row);
  }

  @Override
  public boolean sameEntry(long oldRow, long newRow) {
    return entries.same(oldRow, newRow);
  }

  @Override
  public long conflict(long row, long exceptSlot) {
    if (unique == null || unique.hasNull(row)) {
      return 0;
    }
    unique.encode(row, 0, others.low());
    unique.encode(row, 0xFFFF_FFFFL, others.high());
    others.start(false);
    while (others.next()) {
      if (others.slot() != exceptSlot) {
        return others.slot();
      }
    }
    return 0;
  }

  @Override
  public void insert(long row, long slot) {
    entries.encode(row, slot, scratch);
    if (backlog == null || !backlog.hold(scratch, 1)) {
      tree.insert(scratch);
    }
  }

  @Override
  public void clear() {
    if (backlog != null && backlog.waiting() > 0) {
      throw new IllegalStateException(backlog.waiting() + " entries are held back");
    }
    tree.clear();
  }

  @Override
  public long pages() {
    return tree.pages();
  }

  @Override
  public long mostPages(long rows) {
    return BPlusTree.mostPages(entries.shape(), rows);
  }

  @Override
  public int leastPages() {
    return BPlusTree.leastPages(entries.shape());
  }

  @Override
  public void remove(long row, long slot) {
    entries.encode(row, slot, scratch);
    if ((backlog == null || !backlog.hold(scratch, -1)) && !tree.remove(scratch)) {
      throw new IllegalStateException("index entry of slot " + slot + " is missing");
    }
  }
}
