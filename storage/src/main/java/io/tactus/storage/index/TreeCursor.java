package io.tactus.storage.index;

import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Version;
import io.tactus.storage.schema.SchemaLimits;
import java.lang.foreign.Arena;

/**
 * Walks the entries of a tree from {@link #low} on and below {@link #high}, up or down.
 *
 * <p>Over a version nothing moves, and a step is an addition. Over the working state the cursor
 * keeps a copy of the entry it is at, and seeks its place again after a write.
 *
 * <p>Over a version it looks ahead ({@link RowsAhead}) if it knows where the rows lie: whoever asks
 * for the slot of an entry is about to read that row, and most likely those of the next entries.
 *
 * <p>Threading: one thread. Reusable; allocate once.
 */
final class TreeCursor {
  private static final int BOUND_BYTES = (SchemaLimits.MAX_ORDERED_KEY_BYTES + 15) & ~7;

  private final Arena arena = Arena.ofAuto();
  private final long low = arena.allocate(2L * BOUND_BYTES, Long.BYTES).address();
  private final long high = low + BOUND_BYTES;
  private final int[] nodes = new int[TreeShape.MAX_HEIGHT];
  private final int[] positions = new int[TreeShape.MAX_HEIGHT];
  private final AreaView view = new AreaView();
  private final RowsAhead ahead = new RowsAhead();
  private TreePages pages;
  private TreeShape shape;
  private boolean still;
  private long moment;
  private boolean descending;

  /** Whether {@link #low} (ascending) has become the entry met last, which is not met again. */
  private boolean started;

  private int height;
  private long leaf;

  /** Ascending: the next position, and the end. Descending: the one behind, and the begin. */
  private int position;

  private int limit;

  /** Whether the range ends in this leaf. */
  private boolean last;

  private long entry;

  private boolean looksAhead;

  /** How many rows are looked ahead for next. */
  private int aheadCount;

  /** Ascending: behind the last entry of this leaf looked ahead for. Descending: that entry. */
  private int aheadEnd;

  /** Points the cursor at a tree of a pinned version, without looking ahead. */
  void bind(Version version, int area, TreeShape newShape) {
    view.bind(version, area);
    pages = null;
    shape = newShape;
    still = true;
    looksAhead = false;
  }

  /** Points the cursor at a tree of a pinned version whose entries lead to rows that lie there. */
  void bind(Version version, int area, TreeShape newShape, RowPlaces rows) {
    bind(version, area, newShape);
    ahead.bind(version, rows);
    looksAhead = true;
  }

  /** Points the cursor at a tree of a working state. */
  void bind(TreePages newPages, TreeShape newShape) {
    pages = newPages;
    shape = newShape;
    still = false;
    looksAhead = false;
  }

  TreeShape shape() {
    return shape;
  }

  /** Returns where the lowest entry of the range is to be written before {@link #start}. */
  long low() {
    return low;
  }

  /** Returns where the entry behind the range is to be written before {@link #start}. */
  long high() {
    return high;
  }

  /** Puts the cursor before the first entry of the range, or behind the last. */
  void start(boolean downwards) {
    descending = downwards;
    started = false;
    aheadCount = 1;
    seek();
  }

  /** Moves to the next entry of the range. */
  boolean next() {
    if (!still && pages.moment() != moment) {
      seek();
    }
    // A range whose low end lies above its high end begins behind its limit.
    while (descending ? position <= limit : position >= limit) {
      if (last || !(descending ? enterPrevious() : enterNext())) {
        return false;
      }
    }
    if (descending) {
      position--;
      entry = at(leaf, 0, position);
    } else {
      entry = at(leaf, 0, position);
      position++;
    }
    if (!still) {
      started = true;
      Memory.copy(entry, descending ? high : low, shape.entryBytes());
      pages.met();
    }
    return true;
  }

  /** Returns the address of the entry at the cursor; over a working state until the next write. */
  long entry() {
    return entry;
  }

  /** Returns the slot of the entry at the cursor. */
  long slot() {
    if (looksAhead && (descending ? position < aheadEnd : position > aheadEnd)) {
      lookAhead();
    }
    long at = still ? entry : descending ? high : low;
    return TreeNode.slot(at, shape.entryBytes());
  }

  private void lookAhead() {
    int stride = shape.stride(0);
    int left = 1 + (descending ? position - limit : limit - position);
    int count = Math.min(aheadCount, left);
    ahead.read(entry, descending ? -stride : stride, count, shape.entryBytes());
    aheadEnd = descending ? position + 1 - count : position - 1 + count;
    aheadCount = RowsAhead.more(aheadCount);
  }

  private void seek() {
    if (!still) {
      moment = pages.moment();
    }
    long header = page(0);
    height = TreeHeader.height(header);
    long probe = descending ? high : low;
    int node = TreeHeader.root(header);
    for (int level = height - 1; level > 0; level--) {
      long inner = address(node);
      int child = TreeSearch.child(shape, inner, probe);
      nodes[level] = node;
      positions[level] = child;
      node = TreeNode.child(at(inner, level, child), shape.entryBytes());
    }
    enter(node);
    int from = TreeSearch.lowerBound(shape, leaf, probe);
    position = from;
    if (!descending
        && started
        && from < TreeNode.count(leaf)
        && TreeSearch.compare(shape, at(leaf, 0, from), probe) == 0) {
      position++;
    }
  }

  /** Makes a node the leaf the cursor is in, and finds where the range ends in it. */
  private void enter(int node) {
    leaf = address(node);
    int count = TreeNode.count(leaf);
    if (descending) {
      position = count;
      last = count > 0 && TreeSearch.compare(shape, at(leaf, 0, 0), low) < 0;
      limit = last ? TreeSearch.lowerBound(shape, leaf, low) : 0;
      aheadEnd = count;
    } else {
      position = 0;
      last = count > 0 && TreeSearch.compare(shape, at(leaf, 0, count - 1), high) >= 0;
      limit = last ? TreeSearch.lowerBound(shape, leaf, high) : count;
      aheadEnd = 0;
    }
  }

  private boolean enterNext() {
    for (int level = 1; level < height; level++) {
      long inner = address(nodes[level]);
      if (positions[level] + 1 < TreeNode.count(inner)) {
        positions[level]++;
        enter(descend(inner, level, false));
        return true;
      }
    }
    return false;
  }

  private boolean enterPrevious() {
    for (int level = 1; level < height; level++) {
      if (positions[level] > 0) {
        positions[level]--;
        enter(descend(address(nodes[level]), level, true));
        return true;
      }
    }
    return false;
  }

  /** Returns the first or the last leaf below the entry of an inner node that the path names. */
  private int descend(long inner, int fromLevel, boolean toLast) {
    int node = TreeNode.child(at(inner, fromLevel, positions[fromLevel]), shape.entryBytes());
    for (int level = fromLevel - 1; level > 0; level--) {
      long address = address(node);
      nodes[level] = node;
      positions[level] = toLast ? TreeNode.count(address) - 1 : 0;
      node = TreeNode.child(at(address, level, positions[level]), shape.entryBytes());
    }
    return node;
  }

  private long page(long page) {
    return still ? view.address(page) : pages.page(page);
  }

  private long address(int node) {
    return page(shape.page(node)) + shape.offset(node);
  }

  private long at(long node, int level, int index) {
    return node + TreeNode.ENTRIES_OFFSET + (long) index * shape.stride(level);
  }
}
