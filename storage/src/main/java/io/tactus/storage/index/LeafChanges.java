package io.tactus.storage.index;

import io.tactus.storage.page.PageCopies;
import io.tactus.storage.page.PageEditor;
import io.tactus.storage.page.WritablePages;

/**
 * Applies many changes to one tree in ascending order: each leaf is looked up and opened once for
 * all its changes, and the inner nodes are walked on from where the change before ended.
 *
 * <p>The leaves of the next {@value #AHEAD} changes are looked up first, read and copied together,
 * and then changed one by one: in a large tree each of them is waited for, whoever asks for one at
 * a time.
 *
 * <p>What only one leaf is needed for is done here; a change that divides or merges nodes goes the
 * whole way through {@link BPlusTree}. After {@link #apply} the tree and the undo log are as if the
 * changes had been made one by one; {@link #applyWithinLeaves} leaves out, and to a later {@link
 * #apply}, those that need more than a leaf, so that nodes may be numbered otherwise.
 *
 * <p>Threading: the thread that writes the pages.
 */
final class LeafChanges {
  /** Changes whose leaves are looked up before the first of them is made. */
  private static final int AHEAD = LeafSearch.ENTRIES;

  /**
   * Pages from which on the lowest inner nodes of a tree, a ninetieth of its leaves, are not
   * expected in a near cache, so that the searches in them are led beside each other.
   */
  private static final int LARGE_PAGES = 8192;

  private final int area;
  private final TreeShape shape;
  private final WritablePages pages;
  private final TreePath path;
  private final NodeEdits edits;
  private final PageEditor editor;
  private final PageCopies copies;
  private final LeafSearch search;
  private final int largePages;
  private final int[] leaves = new int[AHEAD];
  private final long[] entries = new long[AHEAD];
  private final long[] inners = new long[AHEAD];

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /** For the changes of one tree. */
  LeafChanges(WritablePages pages, int area, TreeShape shape) {
    this(pages, area, shape, LARGE_PAGES);
  }

  /** As above, for a tree that counts as large from so many pages on. */
  LeafChanges(WritablePages pages, int area, TreeShape shape, int largePages) {
    this.pages = pages;
    this.largePages = largePages;
    this.search = new LeafSearch(shape);
    this.area = area;
    this.shape = shape;
    this.path = new TreePath(pages, area, shape);
    this.edits = new NodeEdits(shape);
    this.editor = new PageEditor(pages, area);
    this.copies = new PageCopies(pages);
  }

  /** Returns a change: the address of an entry, and whether it comes or goes in the lowest bit. */
  static long change(long entry, boolean comes) {
    return entry << 1 | (comes ? 1 : 0);
  }

  /**
   * Applies changes.
   *
   * @param changes in ascending order of their entries, no entry twice; see {@link #change}
   * @param tree in the same pages; makes the changes that one leaf is not enough for
   * @throws IllegalStateException if an entry to be taken out is missing
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT, WORK_BUDGET; the caller takes back what was
   *     begun
   */
  void apply(long[] changes, int count, BPlusTree tree) {
    path.begin();
    for (int done = 0; done < count; ) {
      int ahead = open(changes, done, count);
      int changed = changeFrom(changes, done, done, done + ahead);
      done += changed;
      if (changed < ahead) {
        changeNodes(changes[done], tree);
        done++;
      }
    }
  }

  /**
   * Applies those changes for which one leaf is enough, so that nodes stay where they are.
   *
   * @param changes as above; gets those that are left, in their order
   * @return how many are left
   */
  int applyWithinLeaves(long[] changes, int count) {
    path.begin();
    int left = 0;
    for (int done = 0; done < count; ) {
      int end = done + open(changes, done, count);
      int first = done;
      while (done < end) {
        done += changeFrom(changes, first, done, end);
        if (done < end) {
          changes[left++] = changes[done++];
        }
      }
    }
    return left;
  }

  /** Looks up the leaves of the next changes and opens their pages; returns how many these are. */
  private int open(long[] changes, int first, int count) {
    int ahead = Math.min(AHEAD, count - first);
    lookUp(changes, first, ahead);
    if (pages.pageCount(area) >= LookAhead.FEW_PAGES) {
      openAhead(ahead);
    }
    return ahead;
  }

  private void lookUp(long[] changes, int first, int ahead) {
    // A tree that was large may be a single leaf by now: pages are given back only when
    // few rows or none are left.
    if (pages.pageCount(area) < largePages || !search.suits() || path.currentHeight() == 1) {
      for (int i = 0; i < ahead; i++) {
        leaves[i] = path.leafOf(changes[first + i] >>> 1);
      }
      return;
    }
    for (int i = 0; i < ahead; i++) {
      entries[i] = changes[first + i] >>> 1;
      leaves[i] = path.nodeOf(entries[i], 1);
    }
    for (int i = 0; i < ahead; i++) {
      inners[i] = path.address(leaves[i]);
    }
    search.children(inners, entries, ahead, leaves);
  }

  private void openAhead(int ahead) {
    long sum = seen;
    for (int i = 0; i < ahead; i++) {
      if (i == 0 || leaves[i] != leaves[i - 1]) {
        sum += PageCopies.readAhead(path.address(leaves[i]));
      }
    }
    seen = sum;
    for (int i = 0; i < ahead; i++) {
      if (i == 0 || leaves[i] != leaves[i - 1]) {
        copies.open(area, shape.page(leaves[i]));
      }
    }
    copies.finish();
  }

  /**
   * Makes changes whose leaves are known, up to the first that one leaf is not enough for.
   *
   * @param first whose leaf is {@code leaves[0]}
   * @param from the first to be made
   * @return how many were made
   */
  private int changeFrom(long[] changes, int first, int from, int end) {
    int open = -1;
    boolean isRoot = path.height() == 1;
    for (int i = from; i < end; i++) {
      long entry = changes[i] >>> 1;
      int node = leaves[i - first];
      if (node != open) {
        editor.open(shape.page(node));
        open = node;
      }
      boolean fits =
          comes(changes[i])
              ? edits.placeIn(editor, node, entry)
              : edits.takeFrom(editor, node, entry, isRoot);
      if (!fits) {
        return i - from;
      }
    }
    return end - from;
  }

  private static boolean comes(long change) {
    return (change & 1) != 0;
  }

  private void changeNodes(long change, BPlusTree tree) {
    long entry = change >>> 1;
    if (comes(change)) {
      tree.insert(entry);
    } else if (!tree.remove(entry)) {
      throw new IllegalStateException("an entry is missing in the index of area " + area);
    }
    path.begin(); // nodes were divided or merged, so that leaves must be looked up again
  }
}
