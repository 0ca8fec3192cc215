package io.tactus.storage.index;

import io.tactus.storage.page.PageCopies;
import io.tactus.storage.page.PageEditor;
import io.tactus.storage.page.PageSpace;

/**
 * Applies many changes to one tree in ascending order: each leaf is looked up and opened once for
 * all its changes, and the inner nodes are walked on from where the change before ended.
 *
 * <p>The leaves of the next {@value #AHEAD} changes are looked up first, read and copied together,
 * and then changed one by one: in a large tree each of them is waited for, whoever asks for one at
 * a time.
 *
 * <p>What only one leaf is needed for is done here; a change that divides or merges nodes goes the
 * whole way through {@link BPlusTree}. The tree and the undo log are then as if the changes had
 * been made one by one.
 *
 * <p>Threading: the writer's thread only.
 */
final class LeafChanges {
  /** Changes whose leaves are looked up before the first of them is made. */
  private static final int AHEAD = LeafSearch.ENTRIES;

  /**
   * Pages from which on the lowest inner nodes of a tree, a ninetieth of its leaves, are not
   * expected in a near cache, so that the searches in them are led beside each other.
   */
  private static final int LARGE_PAGES = 8192;

  private final BPlusTree tree;
  private final int area;
  private final TreeShape shape;
  private final PageEditor editor;
  private final PageCopies copies;
  private final PageSpace space;
  private final LeafSearch search;
  private final int largePages;
  private final int[] leaves = new int[AHEAD];
  private final long[] entries = new long[AHEAD];
  private final long[] inners = new long[AHEAD];

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /** For the changes of one tree. */
  LeafChanges(BPlusTree tree, PageSpace space, int area, TreeShape shape) {
    this(tree, space, area, shape, LARGE_PAGES);
  }

  /** As above, for a tree that counts as large from so many pages on. */
  LeafChanges(BPlusTree tree, PageSpace space, int area, TreeShape shape, int largePages) {
    this.tree = tree;
    this.space = space;
    this.largePages = largePages;
    this.search = new LeafSearch(shape);
    this.area = area;
    this.shape = shape;
    this.editor = new PageEditor(space, area);
    this.copies = new PageCopies(space);
  }

  /** Returns a change: the address of an entry, and whether it comes or goes in the lowest bit. */
  static long change(long entry, boolean comes) {
    return entry << 1 | (comes ? 1 : 0);
  }

  /**
   * Applies changes.
   *
   * @param changes in ascending order of their entries, no entry twice; see {@link #change}
   * @throws IllegalStateException if an entry to be taken out is missing
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT, WORK_BUDGET; the caller takes back what was
   *     begun
   */
  void apply(long[] changes, int count) {
    tree.beginAscending();
    for (int done = 0; done < count; ) {
      int ahead = Math.min(AHEAD, count - done);
      lookUp(changes, done, ahead);
      if (space.pageCount(area) >= LookAhead.FEW_PAGES) {
        openAhead(ahead);
      }
      done += change(changes, done, ahead);
    }
  }

  private void lookUp(long[] changes, int first, int ahead) {
    // A tree that was large may be a single leaf by now: pages are not given back.
    if (space.pageCount(area) < largePages || !search.suits() || tree.currentHeight() == 1) {
      for (int i = 0; i < ahead; i++) {
        leaves[i] = tree.leafOf(changes[first + i] >>> 1);
      }
      return;
    }
    for (int i = 0; i < ahead; i++) {
      entries[i] = changes[first + i] >>> 1;
      leaves[i] = tree.nodeOf(entries[i], 1);
    }
    for (int i = 0; i < ahead; i++) {
      inners[i] = tree.address(leaves[i]);
    }
    search.children(inners, entries, ahead, leaves);
  }

  private void openAhead(int ahead) {
    long sum = seen;
    for (int i = 0; i < ahead; i++) {
      if (i == 0 || leaves[i] != leaves[i - 1]) {
        sum += PageCopies.readAhead(tree.address(leaves[i]));
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
   * Makes changes whose leaves are known and returns how many; less than {@code ahead} if nodes
   * were divided or merged, so that leaves must be looked up again.
   */
  private int change(long[] changes, int first, int ahead) {
    int open = -1;
    for (int i = 0; i < ahead; i++) {
      long entry = changes[first + i] >>> 1;
      boolean comes = (changes[first + i] & 1) != 0;
      int node = leaves[i];
      if (node != open) {
        editor.open(shape.page(node));
        open = node;
      }
      if (!(comes ? tree.placeIn(editor, node, entry) : tree.takeFrom(editor, node, entry))) {
        changeNodes(entry, comes);
        return i + 1;
      }
    }
    return ahead;
  }

  /** A change that one leaf is not enough for. */
  private void changeNodes(long entry, boolean comes) {
    if (comes) {
      tree.insert(entry);
    } else if (!tree.remove(entry)) {
      throw new IllegalStateException("an entry is missing in the index of area " + area);
    }
    tree.beginAscending();
  }
}
