package io.tactus.storage.page;

/**
 * A copy-on-write radix tree from index to page, whose nodes are frames.
 *
 * <pre>
 *   root, a long: | address of a frame | height in the low 3 bits |     0 = empty
 *   height 0: the frame is page 0 itself
 *   height h: the frame is a node of {@link #FANOUT} addresses, each a subtree of height h-1
 * </pre>
 *
 * <p>Entries are dense: pages 0 to n-1, then zeros, so that walks may stop at the first zero. The
 * directory of areas is such a tree too, with roots where the pages would be.
 *
 * <p>Everything born in the current batch belongs to the writer and is changed in place; everything
 * older is copied first, and the original retired.
 *
 * <p>Threading: static methods any thread that may see the tree; the others the writer.
 */
final class PageTable {

  static final int FANOUT_SHIFT = Page.SHIFT - 3;
  static final int FANOUT = 1 << FANOUT_SHIFT;
  private static final int FANOUT_MASK = FANOUT - 1;
  private static final long HEIGHT_MASK = 7;

  /** Tall enough for any index; deeper trees would shift by more than 63. */
  static final int MAX_HEIGHT = Math.min(7, 63 / FANOUT_SHIFT);

  private final FramePool pool;
  private final RetiredFrames retired;
  private long batch;

  PageTable(FramePool pool, RetiredFrames retired, long batch) {
    this.pool = pool;
    this.retired = retired;
    this.batch = batch;
  }

  void startBatch(long number) {
    batch = number;
  }

  /** The page (or, in the directory, the root) at an index, or 0. */
  static long lookup(long root, long index) {
    int height = height(root);
    long frame = frame(root);
    if (index >>> (height * FANOUT_SHIFT) != 0) {
      return 0;
    }
    while (height > 0 && frame != 0) {
      height--;
      frame = Memory.getLong(slot(frame, index, height));
    }
    return frame;
  }

  /**
   * As {@link #lookup}, for an index that is there. The heights that areas of less than a gigabyte
   * have are written out, so that what is read does not wait for the end of a loop to be guessed.
   */
  static long descend(long root, long index) {
    int height = height(root);
    long frame = frame(root);
    if (height == 2) {
      return Memory.getLong(slot(Memory.getLong(slot(frame, index, 1)), index, 0));
    }
    if (height == 1) {
      return Memory.getLong(slot(frame, index, 0));
    }
    while (height > 0) {
      height--;
      frame = Memory.getLong(slot(frame, index, height));
    }
    return frame;
  }

  static int height(long root) {
    return (int) (root & HEIGHT_MASK);
  }

  static long frame(long root) {
    return root & ~HEIGHT_MASK;
  }

  /** The address of the entry on the path to {@code index} in a node whose children have height. */
  static long slot(long node, long index, int childHeight) {
    return node + (((index >>> (childHeight * FANOUT_SHIFT)) & FANOUT_MASK) << 3);
  }

  private static long capacity(int height) {
    return 1L << (height * FANOUT_SHIFT);
  }

  boolean isOwned(long frame) {
    return FrameHeader.birth(frame) == batch;
  }

  /** The same tree with a root frame that may be changed in place. */
  long ownRoot(long root) {
    return own(frame(root), true) | height(root);
  }

  /**
   * Makes the path to an existing page the writer's; the root must be already.
   *
   * @param scattered whether nobody reads the pages of this area in order
   */
  long ownPage(long ownedRoot, long index, boolean scattered) {
    long frame = frame(ownedRoot);
    for (int height = height(ownedRoot) - 1; height >= 0; height--) {
      frame = ownChild(slot(frame, index, height), scattered || height > 0);
    }
    return frame;
  }

  private long ownChild(long slot, boolean scattered) {
    long child = Memory.getLong(slot);
    long owned = own(child, scattered);
    if (owned != child) {
      Memory.putLong(slot, owned);
    }
    return owned;
  }

  private long own(long frame, boolean scattered) {
    if (isOwned(frame)) {
      return frame;
    }
    long copy = stamped(scattered ? pool.tryAllocateWarm(frame) : pool.tryAllocateNear(frame));
    Memory.copy(frame, copy, Page.SIZE_BYTES);
    retired.retire(frame, batch, scattered);
    return copy;
  }

  /** Adds the next page of an area, which lies at {@code index}; returns the new root. */
  long append(long root, long index, long page) {
    return root == 0 ? page : put(root, index, page);
  }

  /** Sets an entry of a directory, growing it as needed; returns the new root. */
  long putRoot(long directory, long index, long areaRoot) {
    return put(directory == 0 ? newNode() | 1 : directory, index, areaRoot);
  }

  private long put(long root, long index, long value) {
    int height = height(root);
    long node = frame(root);
    while (index >= capacity(height)) {
      if (height == MAX_HEIGHT) {
        throw new IllegalArgumentException("page index " + index + " is beyond the table");
      }
      long parent = newNode();
      Memory.putLong(parent, node);
      node = parent;
      height++;
    }
    node = own(node, true);
    long newRoot = node | height;
    for (int childHeight = height - 1; childHeight > 0; childHeight--) {
      long slot = slot(node, index, childHeight);
      if (Memory.getLong(slot) == 0) {
        Memory.putLong(slot, newNode());
      }
      node = ownChild(slot, true);
    }
    Memory.putLong(slot(node, index, 0), value);
    return newRoot;
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
      long first = Memory.getLong(node);
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
    long child = Memory.getLong(node + ((long) lastSlot << 3));
    long cutChild = cutBehind(child, last, height - 1);
    boolean more = lastSlot + 1 < FANOUT && Memory.getLong(node + ((lastSlot + 1L) << 3)) != 0;
    if (cutChild == child && !more) {
      return node;
    }
    long owned = own(node, true);
    Memory.putLong(owned + ((long) lastSlot << 3), cutChild);
    int released = releaseFrom(owned, lastSlot + 1, height - 1);
    Memory.zero(owned + ((lastSlot + 1L) << 3), (long) released << 3);
    return owned;
  }

  private int releaseFrom(long node, int firstSlot, int childHeight) {
    int slot = firstSlot;
    for (; slot < FANOUT; slot++) {
      long child = Memory.getLong(node + ((long) slot << 3));
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
    if (isOwned(frame)) {
      pool.free(frame); // no version has ever seen it
    } else {
      retired.retire(frame, batch, false);
    }
  }

  /**
   * A frame for the page behind {@code previous} (0 for the first one), with undefined contents.
   */
  long newPage(long previous) {
    return stamped(previous == 0 ? pool.tryAllocate() : pool.tryAllocateAfter(previous));
  }

  private long newNode() {
    long node = stamped(pool.tryAllocate());
    Memory.zero(node, Page.SIZE_BYTES);
    return node;
  }

  private long stamped(long frame) {
    if (frame == 0) {
      throw new FramesExhausted(
          "all "
              + pool.maxFrames()
              + " frames are in use, "
              + retired.heldFrames()
              + " of them only for pinned versions; admission must keep a larger reserve");
    }
    FrameHeader.birth(frame, batch);
    return frame;
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
        long child = Memory.getLong(frame + ((long) slot << 3));
        if (child != 0) {
          count += countFrames(child, height - 1, leafHeight);
        }
      }
    }
    return count;
  }
}
