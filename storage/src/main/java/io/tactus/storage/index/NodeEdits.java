package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageEditor;

/**
 * Changes within one node of a tree, whose page is open: entries come and go, and those behind them
 * move.
 *
 * <p>Threading: any thread; the editor is the caller's.
 */
final class NodeEdits {
  private static final int UNDERFULL = 3;

  private final TreeShape shape;

  NodeEdits(TreeShape shape) {
    this.shape = shape;
  }

  /** Tells whether a node, not the root, has so few entries that it is to be merged. */
  boolean isUnderfull(int level, int count) {
    return UNDERFULL * count < shape.capacity(level);
  }

  /**
   * Puts an entry into the leaf it belongs in and returns true, or returns false if it is full.
   *
   * @param opened has the leaf's page open
   */
  boolean placeIn(PageEditor opened, int leaf, long entry) {
    long address = opened.seen() + shape.offset(leaf);
    if (TreeNode.count(address) == shape.capacity(0)) {
      return false;
    }
    place(opened, 0, leaf, TreeSearch.lowerBound(shape, address, entry), entry, 0);
    return true;
  }

  /**
   * Takes an entry out of the leaf it belongs in and returns true, or returns false if it is not
   * there or the leaf would have to be merged with another one.
   *
   * @param opened has the leaf's page open
   * @param isRoot whether the leaf is all there is of the tree
   */
  boolean takeFrom(PageEditor opened, int leaf, long entry, boolean isRoot) {
    long address = opened.seen() + shape.offset(leaf);
    int position = TreeSearch.lowerBound(shape, address, entry);
    if (!isAt(address, position, entry)
        || (!isRoot && isUnderfull(0, TreeNode.count(address) - 1))) {
      return false;
    }
    close(opened, 0, leaf, position);
    return true;
  }

  /** Tells whether a leaf has this entry at a position. */
  boolean isAt(long leaf, int position, long entry) {
    return position < TreeNode.count(leaf)
        && TreeSearch.compare(shape, shape.at(leaf, 0, position), entry) == 0;
  }

  /** Puts an entry, with a child above the leaves, at a position of a node that is not full. */
  void place(PageEditor opened, int level, int node, int position, long entry, int child) {
    int offset = shape.offset(node);
    long page = opened.address();
    int stride = shape.stride(level);
    int entries = offset + TreeNode.ENTRIES_OFFSET;
    int from = entries + position * stride;
    int count = TreeNode.count(opened.seen() + offset);
    opened.insert(
        offset, TreeNode.head(count + 1, position), from, stride, entries + count * stride);
    Memory.copyShort(entry, page + from, shape.entryBytes());
    if (level > 0) {
      Memory.putInt(page + from + shape.entryBytes(), child);
    }
  }

  /** Takes an entry out of a node and returns how many it has left. */
  int close(PageEditor opened, int level, int node, int position) {
    int offset = shape.offset(node);
    long address = opened.seen() + offset;
    int stride = shape.stride(level);
    int count = TreeNode.count(address);
    int run = TreeNode.run(address);
    int entries = offset + TreeNode.ENTRIES_OFFSET;
    int head = TreeNode.head(count - 1, run == TreeNode.NO_RUN ? run : runAfter(run, position));
    opened.remove(offset, head, entries + position * stride, stride, entries + count * stride);
    return count - 1;
  }

  private static int runAfter(int run, int removed) {
    if (removed > run) {
      return run;
    }
    return run == 0 ? TreeNode.NO_RUN : run - 1;
  }
}
