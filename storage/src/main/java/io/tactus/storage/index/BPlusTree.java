package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageEditor;
import io.tactus.storage.page.PageSpace;

/**
 * The writer's side of a B+tree in the pages of one area: a sorted set of entries of equal length
 * (Bayer and McCreight, 1972; Comer, 1979).
 *
 * <p>An insertion or removal moves the entries behind it within their node; the undo log keeps what
 * was moved by how much, not the moved bytes. A full node splits in the middle, except that a node
 * which is filled in ascending or descending order (a counter, a clock, one part of a composite
 * key) splits where the run goes on, and leaves full nodes behind. A node less than a third full
 * merges with a neighbour if both fit in one. Freed nodes are used again before new ones.
 *
 * <p>There are no links between leaves: a link would make every split copy one more page, and a
 * cursor knows its way up.
 *
 * <p>Threading: the writer's thread only.
 */
final class BPlusTree {
  private static final int UNDERFULL = 3;

  private final PageSpace space;
  private final int area;
  private final TreeShape shape;
  private final PageEditor editor;

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

  /** The leaf on the way, where it is to be read; its page is open for writing. */
  private long leaf;

  /** Opens a tree. */
  BPlusTree(PageSpace space, int area, TreeShape shape) {
    this.space = space;
    this.area = area;
    this.shape = shape;
    this.editor = new PageEditor(space, area);
    space.scatter(area);
  }

  /** Gives a new, empty area the shape of an empty tree. */
  static void format(PageSpace space, int area, TreeShape shape) {
    space.appendPage(area);
    int root = 1;
    if (shape.page(root) != 0) {
      space.appendPage(area);
    }
    long header = space.logged(area, 0, 0, TreeHeader.HEADER_BYTES);
    Memory.putInt(header + TreeHeader.FORMAT_OFFSET, TreeHeader.FORMAT);
    Memory.putShort(header + TreeHeader.ENTRY_BYTES_OFFSET, (short) shape.entryBytes());
    int shift = Integer.numberOfTrailingZeros(shape.nodeBytes());
    Memory.putShort(header + TreeHeader.NODE_SHIFT_OFFSET, (short) shift);
    Memory.putInt(header + TreeHeader.ROOT_OFFSET, root);
    Memory.putInt(header + TreeHeader.HEIGHT_OFFSET, 1);
    Memory.putInt(header + TreeHeader.END_OFFSET, root + 1);
    int offset = shape.offset(root);
    long leaf = space.logged(area, shape.page(root), offset, TreeNode.CHANGING_BYTES) + offset;
    TreeNode.put(leaf, 0, TreeNode.NO_RUN);
  }

  /**
   * Adds an entry that is not there.
   *
   * @param entry its address, outside the tree
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT, WORK_BUDGET; the caller takes back what was
   *     begun
   */
  void insert(long entry) {
    descend(entry);
    insertAt(0, positions[0], entry, 0);
  }

  /** Takes an entry out and returns true, or returns false if it is not there. */
  boolean remove(long entry) {
    descend(entry);
    int position = positions[0];
    if (!isAt(leaf, position, entry)) {
      return false;
    }
    takeOut(0, nodes[0], position);
    return true;
  }

  private void descend(long entry) {
    ascending = false;
    int node = leafOf(entry);
    // Nearly every way down ends in a change of the leaf. Copying it first, if it must be copied,
    // brings it into the nearest cache, and the search meets it there.
    editor.open(shape.page(node));
    leaf = editor.seen() + shape.offset(node);
    positions[0] = TreeSearch.lowerBound(shape, leaf, entry);
  }

  /** Returns the number of levels; 1 if the root is a leaf. */
  int currentHeight() {
    return TreeHeader.height(space.read(area, 0));
  }

  /** To be called before a row of {@link #leafOf}, and when the tree has changed otherwise. */
  void beginAscending() {
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
      long header = space.read(area, 0);
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
      node = TreeNode.child(at(inner, level, position), shape.entryBytes());
      nodes[level - 1] = node;
      boolean last = position + 1 == TreeNode.count(inner);
      bounds[level - 1] = last ? bounds[level] : at(inner, level, position + 1);
    }
    ascending = true;
    return node;
  }

  /**
   * Puts an entry into the leaf it belongs in and returns true, or returns false if it is full.
   *
   * @param opened has the leaf's page open
   */
  boolean placeIn(PageEditor opened, int node, long entry) {
    long address = opened.seen() + shape.offset(node);
    if (TreeNode.count(address) == shape.capacity(0)) {
      return false;
    }
    place(opened, 0, node, TreeSearch.lowerBound(shape, address, entry), entry, 0);
    return true;
  }

  /**
   * Takes an entry out of the leaf it belongs in and returns true, or returns false if it is not
   * there or the leaf would have to be merged with another one.
   *
   * @param opened has the leaf's page open
   */
  boolean takeFrom(PageEditor opened, int node, long entry) {
    long address = opened.seen() + shape.offset(node);
    int position = TreeSearch.lowerBound(shape, address, entry);
    if (!isAt(address, position, entry) || isUnderfull(0, TreeNode.count(address) - 1)) {
      return false;
    }
    close(opened, 0, node, position);
    return true;
  }

  private boolean isAt(long node, int position, long entry) {
    return position < TreeNode.count(node)
        && TreeSearch.compare(shape, at(node, 0, position), entry) == 0;
  }

  private boolean isUnderfull(int level, int count) {
    return level < height - 1 && UNDERFULL * count < shape.capacity(level);
  }

  /** Puts an entry, with a child above the leaves, into the node on the path at this level. */
  private void insertAt(int level, int position, long entry, int child) {
    int node = nodes[level];
    if (TreeNode.count(address(node)) < shape.capacity(level)) {
      place(level, node, position, entry, child);
    } else {
      split(level, node, position, entry, child);
    }
  }

  private void place(int level, int node, int position, long entry, int child) {
    editor.open(shape.page(node));
    place(editor, level, node, position, entry, child);
  }

  private void place(PageEditor opened, int level, int node, int position, long entry, int child) {
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

  private void split(int level, int node, int position, long entry, int child) {
    long left = address(node);
    int count = TreeNode.count(left);
    int run = TreeNode.run(left);
    int kept;
    boolean goesLeft;
    if (position == run + 1 && 2 * position >= count) {
      kept = position; // ascending: fill this node, or begin the next one
      goesLeft = position < count;
    } else if (position == run && 2 * position <= count) {
      kept = position; // descending: the same turned round
      goesLeft = position == 0;
    } else {
      kept = count >>> 1;
      goesLeft = position <= kept;
    }
    int rightNode = allocate();
    long right = writable(rightNode);
    // Both may lie in one page, which has just been given a frame of its own.
    left = address(node);
    Memory.copy(
        at(left, level, kept), at(right, level, 0), (long) (count - kept) * shape.stride(level));
    TreeNode.put(right, count - kept, TreeNode.NO_RUN);
    putHeader(node, kept, TreeNode.NO_RUN);
    if (goesLeft) {
      place(level, node, position, entry, child);
    } else {
      place(level, rightNode, position - kept, entry, child);
    }
    long separator = at(writable(rightNode), level, 0);
    if (level == height - 1) {
      growRoot(node, separator, rightNode);
    } else {
      insertAt(level + 1, positions[level + 1] + 1, separator, rightNode);
    }
  }

  private void growRoot(int left, long separator, int right) {
    int root = allocate();
    long address = writable(root);
    int level = height;
    int bytes = shape.entryBytes();
    long first = at(address, level, 0);
    long second = at(address, level, 1);
    Memory.copy(separator, first, bytes);
    Memory.putInt(first + bytes, left);
    Memory.copy(separator, second, bytes);
    Memory.putInt(second + bytes, right);
    TreeNode.put(address, 2, TreeNode.NO_RUN);
    putRoot(root, height + 1);
  }

  private void takeOut(int level, int node, int position) {
    editor.open(shape.page(node));
    int count = close(editor, level, node, position);
    if (level == height - 1) {
      shrinkRoot(level, node, count);
    } else if (isUnderfull(level, count)) {
      mend(level);
    }
  }

  /** Takes an entry out of a node and returns how many it has left. */
  private int close(PageEditor opened, int level, int node, int position) {
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

  /** Drops a root that has one child only. */
  private void shrinkRoot(int level, int root, int count) {
    if (level > 0 && count == 1) {
      int child = TreeNode.child(at(address(root), level, 0), shape.entryBytes());
      putRoot(child, height - 1);
      free(root);
    }
  }

  /** Merges the node on the path at this level with a neighbour below the same parent. */
  private void mend(int level) {
    int parentPosition = positions[level + 1];
    long parent = address(nodes[level + 1]);
    if (parentPosition + 1 < TreeNode.count(parent) && merge(level, parentPosition + 1)) {
      return;
    }
    if (parentPosition > 0) {
      merge(level, parentPosition);
    }
  }

  /** Merges two children of the parent on the path, if they fit in one. */
  private boolean merge(int level, int rightPosition) {
    int parentNode = nodes[level + 1];
    long parent = address(parentNode);
    int bytes = shape.entryBytes();
    int leftNode = TreeNode.child(at(parent, level + 1, rightPosition - 1), bytes);
    int rightNode = TreeNode.child(at(parent, level + 1, rightPosition), bytes);
    int leftCount = TreeNode.count(address(leftNode));
    int rightCount = TreeNode.count(address(rightNode));
    if (leftCount + rightCount > shape.capacity(level)) {
      return false;
    }
    if (leftCount == 0) {
      // Nothing to move: the right one takes the left one's place.
      int childAt = (int) (at(0, level + 1, rightPosition - 1) + bytes);
      int offset = shape.offset(parentNode) + childAt;
      space.putInt(area, shape.page(parentNode), offset, rightNode);
      free(leftNode);
    } else {
      if (rightCount > 0) {
        append(level, leftNode, rightNode, at(parent, level + 1, rightPosition));
      }
      free(rightNode);
    }
    takeOut(level + 1, parentNode, rightPosition);
    return true;
  }

  /** Copies the entries of the right node behind those of the left one. */
  private void append(int level, int leftNode, int rightNode, long separator) {
    int offset = shape.offset(leftNode);
    int leftCount = TreeNode.count(address(leftNode));
    int rightCount = TreeNode.count(address(rightNode));
    int from = (int) at(offset, level, leftCount);
    int length = rightCount * shape.stride(level);
    // The bytes there may be what an earlier split in this transaction moved away.
    long left = space.logged(area, shape.page(leftNode), from, length);
    Memory.copy(at(address(rightNode), level, 0), left + from, length);
    if (level > 0) {
      Memory.copy(separator, left + from, shape.entryBytes());
    }
    putHeader(leftNode, leftCount + rightCount, TreeNode.NO_RUN);
  }

  /** Returns a node with undefined contents; writes to it need no undo record. */
  private int allocate() {
    long header =
        space.logged(
            area, 0, TreeHeader.FREE_OFFSET, TreeHeader.HEADER_BYTES - TreeHeader.FREE_OFFSET);
    int node = TreeHeader.free(header);
    if (node != 0) {
      // It may have been in use earlier in this transaction: keep all of it.
      int offset = shape.offset(node);
      long address = space.logged(area, shape.page(node), offset, shape.nodeBytes()) + offset;
      Memory.putInt(header + TreeHeader.FREE_OFFSET, TreeNode.nextFree(address));
      TreeNode.putNextFree(address, 0);
      return node;
    }
    node = TreeHeader.end(header);
    if (shape.page(node) == space.pageCount(area)) {
      space.appendPage(area);
    }
    Memory.putInt(header + TreeHeader.END_OFFSET, node + 1);
    return node;
  }

  private void free(int node) {
    long header = space.logged(area, 0, TreeHeader.FREE_OFFSET, Integer.BYTES);
    int offset = shape.offset(node);
    long address = space.logged(area, shape.page(node), offset, TreeNode.ENTRIES_OFFSET) + offset;
    TreeNode.put(address, 0, TreeNode.NO_RUN);
    TreeNode.putNextFree(address, TreeHeader.free(header));
    Memory.putInt(header + TreeHeader.FREE_OFFSET, node);
  }

  private void putHeader(int node, int count, int run) {
    int offset = shape.offset(node);
    long page = space.logged(area, shape.page(node), offset, TreeNode.CHANGING_BYTES);
    TreeNode.put(page + offset, count, run);
  }

  private void putRoot(int root, int newHeight) {
    long header =
        space.logged(
            area, 0, TreeHeader.ROOT_OFFSET, TreeHeader.FREE_OFFSET - TreeHeader.ROOT_OFFSET);
    Memory.putInt(header + TreeHeader.ROOT_OFFSET, root);
    Memory.putInt(header + TreeHeader.HEIGHT_OFFSET, newHeight);
    height = newHeight;
  }

  /** Returns where a node is to be read. */
  long address(int node) {
    return space.read(area, shape.page(node)) + shape.offset(node);
  }

  private long writable(int node) {
    return space.write(area, shape.page(node)) + shape.offset(node);
  }

  /** Returns where an entry lies, from the address or the offset of its node. */
  private long at(long node, int level, int position) {
    return node + TreeNode.ENTRIES_OFFSET + (long) position * shape.stride(level);
  }
}
