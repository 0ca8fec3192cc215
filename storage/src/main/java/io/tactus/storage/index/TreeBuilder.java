package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import java.lang.foreign.Arena;

/**
 * Fills an empty tree with the entries of many rows, in bounded memory.
 *
 * <p>The tree's area should have been created since the last savepoint: its pages are fresh then
 * and need no undo records.
 *
 * <p>Threading: the writer's thread only; one use.
 */
public final class TreeBuilder implements AutoCloseable {
  private static final int MAX_ENTRY_BYTES = Page.SIZE_BYTES;

  private final TreeEntries entries;
  private final BPlusTree tree;
  private final TreePages pages;
  private final EntryRun run;
  private final Arena arena = Arena.ofConfined();
  private final long scratch = arena.allocate(MAX_ENTRY_BYTES, Long.BYTES).address();

  /**
   * Begins to fill a tree.
   *
   * @param pages the tree's pages in {@code space}
   * @param expected how many rows there are at most
   */
  public TreeBuilder(
      PageSpace space, int area, TreePages pages, TreeEntries entries, long expected) {
    this.entries = entries;
    this.pages = pages;
    this.tree = new BPlusTree(space, area, entries.shape());
    this.run = new EntryRun(tree, entries.shape().entryBytes(), expected);
  }

  /**
   * Takes a row, if it has an entry.
   *
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT
   */
  public void add(long row, long slot) {
    if (entries.holds(row)) {
      entries.encode(row, slot, scratch);
      run.add(scratch);
    }
  }

  /**
   * Ends the building.
   *
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT
   */
  public void finish() {
    run.flush();
  }

  /**
   * Returns the first two rows with equal keys without null in an ordered index that has been
   * built, or null.
   *
   * @param rows gives the address of the row in a slot
   */
  public Duplicate firstDuplicate(RowAddresses rows) {
    OrderedEntries ordered = (OrderedEntries) entries;
    int keyBytes = ordered.key().keyBytes();
    TreeCursor cursor = new TreeCursor();
    cursor.bind(pages, entries.shape());
    for (int i = 0; i < entries.shape().entryBytes(); i++) {
      Memory.putByte(cursor.low() + i, (byte) 0);
      Memory.putByte(cursor.high() + i, (byte) -1);
    }
    cursor.start(false);
    long previous = 0;
    while (cursor.next()) {
      long slot = cursor.slot();
      if (previous != 0
          && Memory.compare(scratch, cursor.entry(), keyBytes) == 0
          && !ordered.hasNull(rows.address(slot))) {
        return new Duplicate(previous, slot);
      }
      previous = slot;
      Memory.copy(cursor.entry(), scratch, keyBytes);
    }
    return null;
  }

  /**
   * Two rows with the same key.
   *
   * @param first the lower slot
   * @param second the higher slot
   */
  public record Duplicate(long first, long second) {}

  /** Finds rows by their slots. */
  @FunctionalInterface
  public interface RowAddresses {

    /** Returns the address of the row in a slot. */
    long address(long slot);
  }

  @Override
  public void close() {
    run.close();
    arena.close();
  }
}
