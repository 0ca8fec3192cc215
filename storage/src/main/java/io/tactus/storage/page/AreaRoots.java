package io.tactus.storage.page;

import java.util.Arrays;

/**
 * By area: the root of its page table in the working state, and which of them the open batch has
 * changed.
 *
 * <p>Threading: the writer; while branches are open, the thread of each reads and replaces the root
 * of its own area, so that several write elements of one array, none of them the same.
 */
final class AreaRoots {
  private long[] roots = new long[16];

  /** By area: the batch in which its root last changed. */
  private long[] changedIn = new long[16];

  /** By area: whether nobody reads its pages in order, so that frames may lie anywhere. */
  private boolean[] scattered = new boolean[16];

  private int[] changedAreas = new int[16];
  private int changedCount;

  /** The published tree of roots; lags behind them until the batch is sealed. */
  private long directory;

  /** Takes over the roots of a version. */
  void load(Version base, int areas) {
    ensure(areas);
    directory = base.directory();
    for (int area = 0; area < areas; area++) {
      roots[area] = PageTable.rootOf(directory, area);
    }
  }

  /** Makes room for the areas below {@code count}; returns for how many there is. */
  int ensure(int count) {
    if (count > roots.length) {
      int length = Math.max(count, roots.length * 2);
      roots = Arrays.copyOf(roots, length);
      changedIn = Arrays.copyOf(changedIn, length);
      changedAreas = Arrays.copyOf(changedAreas, length);
      scattered = Arrays.copyOf(scattered, length);
    }
    return roots.length;
  }

  /** Returns the root of an area, 0 if it has none. */
  long get(int area) {
    return area < roots.length ? roots[area] : 0;
  }

  void put(int area, long root, long batch) {
    roots[area] = root;
    if (changedIn[area] != batch) {
      changedIn[area] = batch;
      changedAreas[changedCount++] = area;
    }
  }

  /** Sets the root of an area, which is only noted as changed by a later {@link #put}. */
  void replace(int area, long root) {
    if (roots[area] != root) { // a line of memory that other threads write to as well
      roots[area] = root;
    }
  }

  void scattered(int area, boolean newScattered) {
    scattered[area] = newScattered;
  }

  boolean isScattered(int area) {
    return scattered[area];
  }

  boolean hasChanges() {
    return changedCount != 0;
  }

  /** Ends a batch: returns the directory of all roots as they are now. */
  long seal(PageTable table) {
    for (int i = 0; i < changedCount; i++) {
      int area = changedAreas[i];
      if (PageTable.rootOf(directory, area) != roots[area]) {
        directory = table.putRoot(directory, area, roots[area]);
      }
    }
    changedCount = 0;
    return directory;
  }

  /** Frames that all this leads to, nodes included. */
  long reachableFrames() {
    long count = PageTable.countNodes(directory);
    for (long root : roots) {
      count += PageTable.countFrames(root);
    }
    return count;
  }
}
