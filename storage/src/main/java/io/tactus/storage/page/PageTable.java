package io.tactus.storage.page;

/**
 * A copy-on-write radix tree from index to page, whose nodes are frames.
 *
 * <pre>
 *   root, a long: | address of a frame | height in the low 3 bits |     0 = empty
 *   height 0: the frame is page 0 itself
 *   height h: the frame is a node of {@link #FANOUT} numbers of frames ({@link FrameRange}), four
 *             bytes each, each a subtree of height h-1
 * </pre>
 *
 * <p>Entries are dense: pages 0 to n-1, then zeros, so that walks may stop at the first zero. The
 * directory of areas is such a tree too, with the root of area n where pages 2n and 2n+1 would be.
 *
 * <p>Everything born in the current batch belongs to the writer and is changed in place; everything
 * older is copied first, and the original retired.
 *
 * <p>Threading: static methods any thread that may see the tree; the others the writer.
 */
final class PageTable {

  private static final int ENTRY_SHIFT = 2;
  static final int FANOUT_SHIFT = Page.SHIFT - ENTRY_SHIFT;
  static final int FANOUT = 1 << FANOUT_SHIFT;
  private static final int FANOUT_MASK = FANOUT - 1;
  private static final long HEIGHT_MASK = 7;

  /** Tall enough for any index; deeper trees would shift by more than 63. */
  static final int MAX_HEIGHT = Math.min(7, 63 / FANOUT_SHIFT);

  private final FramePool pool;
  private final RetiredFrames retired;
  private final CopyOnWrite copying;

  PageTable(FramePool pool, RetiredFrames retired, CopyOnWrite copying) {
    this.pool = pool;
    this.retired = retired;
    this.copying = copying;
  }

  /** The page at an index, or 0. */
  static long lookup(long root, long index) {
    return walk(root, index, 0);
  }

  /** The root that a directory has for an area, or 0. */
  static long rootOf(long directory, int area) {
    long index = directoryIndex(area);
    long leaf = walk(directory, index, 1);
    return leaf == 0 ? 0 : Memory.getLong(slot(leaf, index, 0));
  }

  private static long directoryIndex(int area) {
    return 2L * area;
  }

  /** The frame at this height on the path to an index, or 0. */
  private static long walk(long root, long index, int lowest) {
    int height = height(root);
    long frame = frame(root);
    if (index >>> (height * FANOUT_SHIFT) != 0) {
      return 0;
    }
    while (height > lowest && frame != 0) {
      height--;
      frame = child(slot(frame, index, height));
    }
    return frame;
  }

  /**
   * As {@link #lookup}, for an index that is there. The heights that areas of up to four gigabytes
   * have are written out, so that what is read does not wait for the end of a loop to be guessed.
   */
  static long descend(long top, int height, long index) {
    if (height == 2) {
      return child(slot(child(slot(top, index, 1)), index, 0));
    }
    if (height == 1) {
      return child(slot(top, index, 0));
    }
    long frame = top;
    for (int childHeight = height - 1; childHeight >= 0; childHeight--) {
      frame = child(slot(frame, index, childHeight));
    }
    return frame;
  }

  static int height(long root) {
    return (int) (root & HEIGHT_MASK);
  }

  static long frame(long root) {
    return root & ~HEIGHT_MASK;
  }

  /** The address of the frame that an entry names, or 0. */
  static long child(long slot) {
    return FrameRange.numbered(Memory.getInt(slot));
  }

  static void child(long slot, long frame) {
    Memory.putInt(slot, FrameRange.numberOf(frame));
  }

  /** The address of an entry by its position in the node. */
  private static long entry(long node, long position) {
    return node + (position << ENTRY_SHIFT);
  }

  /** The address of the entry on the path to {@code index} in a node whose children have height. */
  static long slot(long node, long index, int childHeight) {
    return entry(node, (index >>> (childHeight * FANOUT_SHIFT)) & FANOUT_MASK);
  }

  private static long capacity(int height) {
    return 1L << (height * FANOUT_SHIFT);
  }

  /** Adds the next page of an area, which lies at {@code index}; returns the new root. */
  long append(long root, long index, long page) {
    if (root == 0) {
      return page;
    }
    long newRoot = reach(root, index);
    child(slot(leaf(newRoot, index), index, 0), page);
    return newRoot;
  }

  /** Sets the root of an area in a directory, growing it as needed; returns the new directory. */
  long putRoot(long directory, int area, long areaRoot) {
    long index = directoryIndex(area);
    long newDirectory = reach(directory == 0 ? newNode() | 1 : directory, index);
    Memory.putLong(slot(leaf(newDirectory, index), index, 0), areaRoot);
    return newDirectory;
  }

  /** Makes a tree so tall that it has an entry at an index; returns its root, the writer's own. */
  private long reach(long root, long index) {
    int height = height(root);
    long node = frame(root);
    while (index >= capacity(height)) {
      if (height == MAX_HEIGHT) {
        throw new IllegalArgumentException("page index " + index + " is beyond the table");
      }
      long parent = newNode();
      child(parent, node);
      node = parent;
      height++;
    }
    return copying.own(node, true) | height;
  }

  /** Returns the node with the entry at an index, its path the writer's; it is made if need be. */
  private long leaf(long ownedRoot, long index) {
    long node = frame(ownedRoot);
    for (int childHeight = height(ownedRoot) - 1; childHeight > 0; childHeight--) {
      long slot = slot(node, index, childHeight);
      if (child(slot) == 0) {
        child(slot, newNode());
      }
      node = copying.ownChild(slot, true, null);
    }
    return node;
  }

  /** Cuts an area's tree to its first {@code count} pages; returns the new root. */
  long trim(long root, long count) {
    if (root == 0) {
      return 0;
    }
    int height = height(root);
    long node = frame(root);
    if (count == 0) {
      release(node, height);
      return 0;
    }
    while (height > 0 && count <= capacity(height - 1)) {
      long first = child(node);
      releaseFrom(node, 1, height - 1);
      releaseFrame(node);
      node = first;
      height--;
    }
    return cutBehind(node, count - 1, height) | height;
  }

  /** Releases everything behind the page {@code last}; returns the node, copied if it changed. */
  private long cutBehind(long node, long last, int height) {
    if (height == 0) {
      return node;
    }
    int lastSlot = (int) ((last >>> ((height - 1) * FANOUT_SHIFT)) & FANOUT_MASK);
    long child = child(entry(node, lastSlot));
    long cutChild = cutBehind(child, last, height - 1);
    boolean more = lastSlot + 1 < FANOUT && child(entry(node, lastSlot + 1L)) != 0;
    if (cutChild == child && !more) {
      return node;
    }
    long owned = copying.own(node, true);
    child(entry(owned, lastSlot), cutChild);
    int released = releaseFrom(owned, lastSlot + 1, height - 1);
    Memory.zero(entry(owned, lastSlot + 1L), (long) released << ENTRY_SHIFT);
    return owned;
  }

  private int releaseFrom(long node, int firstSlot, int childHeight) {
    int slot = firstSlot;
    for (; slot < FANOUT; slot++) {
      long child = child(entry(node, slot));
      if (child == 0) {
        break;
      }
      release(child, childHeight);
    }
    return slot - firstSlot;
  }

  private void release(long frame, int height) {
    if (height > 0) {
      releaseFrom(frame, 0, height - 1);
    }
    releaseFrame(frame);
  }

  private void releaseFrame(long frame) {
    if (copying.isOwned(frame)) {
      pool.free(frame); // no version has ever seen it
    } else {
      retired.retire(frame, copying.batch(), false);
    }
  }

  /**
   * A frame for the page behind {@code previous} (0 for the first one), with undefined contents.
   */
  long newPage(long previous) {
    return copying.stamped(previous == 0 ? pool.tryAllocate() : pool.tryAllocateAfter(previous));
  }

  private long newNode() {
    long node = copying.stamped(pool.tryAllocate());
    Memory.zero(node, Page.SIZE_BYTES);
    return node;
  }

  /** Frames reachable from an area's root, nodes included: for accounting. */
  static long countFrames(long root) {
    return root == 0 ? 0 : countFrames(frame(root), height(root), 0);
  }

  /** Frames of a directory, without the areas it leads to. */
  static long countNodes(long directory) {
    return directory == 0 ? 0 : countFrames(frame(directory), height(directory), 1);
  }

  private static long countFrames(long frame, int height, int leafHeight) {
    long count = 1;
    if (height > leafHeight) {
      for (int slot = 0; slot < FANOUT; slot++) {
        long child = child(entry(frame, slot));
        if (child != 0) {
          count += countFrames(child, height - 1, leafHeight);
        }
      }
    }
    return count;
  }
}
