package io.tactus.storage.index;

import io.tactus.storage.page.WritablePages;

/**
 * The way down a tree to where an entry belongs. For a row of ascending entries each way begins
 * where the one before ended.
 *
 * <p>Threading: the thread that may read the tree's pages.
 */
final class TreePath {
  private final WritablePages pages;
  private final int area;
  private final TreeShape shape;

  /** By level: the node on the way to the entry sought last, and the position in it. */
  private final int[] nodes = new int[TreeShape.MAX_HEIGHT];

  private final int[] positions = new int[TreeShape.MAX_HEIGHT];

  /**
   * By level: address of the entry that bounds the node on the way from above, 0 if none does. Good
   * while {@link #ascending}.
   */
  private final long[] bounds = new long[TreeShape.MAX_HEIGHT];

  private int height;

  /** Whether the way may be used for an entry above the one sought last. */
  private boolean ascending;

  TreePath(WritablePages pages, int area, TreeShape shape) {
    this.pages = pages;
    this.area = area;
    this.shape = shape;
  }

  /** Returns the number of levels; 1 if the root is a leaf. */
  int currentHeight() {
    return TreeHeader.height(pages.read(area, 0));
  }

  /** To be called before a row of {@link #leafOf}, and when the tree has changed otherwise. */
  void begin() {
    ascending = false;
  }

  /**
   * Returns the leaf in which an entry belongs; not below the entry of the call before, beginning
   * where that one ended.
   */
  int leafOf(long entry) {
    return nodeOf(entry, 0);
  }

  /** As {@link #leafOf}, down to a level above the leaves; a row of calls is for one level. */
  int nodeOf(long entry, int bottom) {
    int level = bottom;
    if (ascending) {
      while (bounds[level] != 0 && TreeSearch.compare(shape, entry, bounds[level]) >= 0) {
        level++;
      }
    } else {
      long header = pages.read(area, 0);
      height = TreeHeader.height(header);
      level = height - 1;
      nodes[level] = TreeHeader.root(header);
      bounds[level] = 0;
    }
    int node = nodes[level];
    boolean known = ascending;
    for (; level > bottom; level--) {
      long inner = address(node);
      int position =
          known
              ? TreeSearch.childAfter(shape, inner, entry, positions[level])
              : TreeSearch.child(shape, inner, entry);
      known = false;
      positions[level] = position;
      node = TreeNode.child(shape.at(inner, level, position), shape.entryBytes());
      nodes[level - 1] = node;
      boolean last = position + 1 == TreeNode.count(inner);
      bounds[level - 1] = last ? bounds[level] : shape.at(inner, level, position + 1);
    }
    ascending = true;
    return node;
  }

  /** Returns the number of levels when the way began. */
  int height() {
    return height;
  }

  /** Returns the node on the way at a level. */
  int node(int level) {
    return nodes[level];
  }

  /** Returns the position in that node; above the leaves only. */
  int position(int level) {
    return positions[level];
  }

  /** Returns where a node is to be read. */
  long address(int node) {
    return pages.read(area, shape.page(node)) + shape.offset(node);
  }
}
