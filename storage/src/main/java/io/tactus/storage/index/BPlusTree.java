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
  private static final int FIRST_NODE = 1;

  private final PageSpace space;
  private final int area;
  private final TreeShape shape;
  private final PageEditor editor;
  private final TreePath path;
  private final NodeEdits edits;
  private int height;

  /** The leaf on the way, where it is to be read; its page is open for writing. */
  private long leaf;

  /** Opens a tree. */
  BPlusTree(PageSpace space, int area, TreeShape shape) {
    this.space = space;
    this.area = area;
    this.shape = shape;
    this.editor = new PageEditor(space, area);
    this.path = new TreePath(space, area, shape);
    this.edits = new NodeEdits(shape);
    space.scatter(area);
  }

  /** Gives a new, empty area the shape of an empty tree. */
  static void format(PageSpace space, int area, TreeShape shape) {
    for (int i = leastPages(shape); i > 0; i--) {
      space.appendPage(area);
    }
    begin(space, area, shape);
  }

  /** Drops all entries: as small as a new tree. */
  void clear() {
    space.clear(area, leastPages(shape));
    begin(space, area, shape);
  }

  /** Returns how many pages an empty tree has: those of the header and of the first node. */
  static int leastPages(TreeShape shape) {
    return 1 + (int) shape.page(FIRST_NODE);
  }

  /** Returns how many pages it has now. */
  long pages() {
    return space.pageCount(area);
  }

  /**
   * Returns how many pages a tree hardly ever exceeds into which so many entries were put, and no
   * more: nodes are half full, or fuller. Those that divide at the end of a run are not.
   */
  static long mostPages(TreeShape shape, long entries) {
    long level = Math.max(1, 2 * entries / shape.capacity(0));
    long nodes = level;
    while (level > 1) {
      level = Math.max(1, 2 * level / shape.capacity(1));
      nodes += level;
    }
    return Math.max(leastPages(shape), shape.page((int) Math.min(nodes, Integer.MAX_VALUE)) + 1);
  }

  /** Writes an empty tree into pages that are all zero. */
  private static void begin(PageSpace space, int area, TreeShape shape) {
    int root = FIRST_NODE;
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
    insertAt(0, descend(entry), entry, 0);
  }

  /** Takes an entry out and returns true, or returns false if it is not there. */
  boolean remove(long entry) {
    int position = descend(entry);
    if (!edits.isAt(leaf, position, entry)) {
      return false;
    }
    takeOut(0, path.node(0), position);
    return true;
  }

  /** Returns the position in the leaf in which an entry belongs. */
  private int descend(long entry) {
    path.begin();
    int node = path.leafOf(entry);
    height = path.height();
    // Nearly every way down ends in a change of the leaf. Copying it first, if it must be copied,
    // brings it into the nearest cache, and the search meets it there.
    editor.open(shape.page(node));
    leaf = editor.seen() + shape.offset(node);
    return TreeSearch.lowerBound(shape, leaf, entry);
  }

  /** Puts an entry, with a child above the leaves, into the node on the path at this level. */
  private void insertAt(int level, int position, long entry, int child) {
    int node = path.node(level);
    if (TreeNode.count(address(node)) < shape.capacity(level)) {
      place(level, node, position, entry, child);
    } else {
      split(level, node, position, entry, child);
    }
  }

  private void place(int level, int node, int position, long entry, int child) {
    editor.open(shape.page(node));
    edits.place(editor, level, node, position, entry, child);
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
        shape.at(left, level, kept),
        shape.at(right, level, 0),
        (long) (count - kept) * shape.stride(level));
    TreeNode.put(right, count - kept, TreeNode.NO_RUN);
    putHeader(node, kept, TreeNode.NO_RUN);
    if (goesLeft) {
      place(level, node, position, entry, child);
    } else {
      place(level, rightNode, position - kept, entry, child);
    }
    long separator = shape.at(writable(rightNode), level, 0);
    if (level == height - 1) {
      growRoot(node, separator, rightNode);
    } else {
      insertAt(level + 1, path.position(level + 1) + 1, separator, rightNode);
    }
  }

  private void growRoot(int left, long separator, int right) {
    int root = allocate();
    long address = writable(root);
    int level = height;
    int bytes = shape.entryBytes();
    long first = shape.at(address, level, 0);
    long second = shape.at(address, level, 1);
    Memory.copy(separator, first, bytes);
    Memory.putInt(first + bytes, left);
    Memory.copy(separator, second, bytes);
    Memory.putInt(second + bytes, right);
    TreeNode.put(address, 2, TreeNode.NO_RUN);
    putRoot(root, height + 1);
  }

  private void takeOut(int level, int node, int position) {
    editor.open(shape.page(node));
    int count = edits.close(editor, level, node, position);
    if (level == height - 1) {
      shrinkRoot(level, node, count);
    } else if (edits.isUnderfull(level, count)) {
      mend(level);
    }
  }

  /** Drops a root that has one child only. */
  private void shrinkRoot(int level, int root, int count) {
    if (level > 0 && count == 1) {
      int child = TreeNode.child(shape.at(address(root), level, 0), shape.entryBytes());
      putRoot(child, height - 1);
      free(root);
    }
  }

  /** Merges the node on the path at this level with a neighbour below the same parent. */
  private void mend(int level) {
    int parentPosition = path.position(level + 1);
    long parent = address(path.node(level + 1));
    if (parentPosition + 1 < TreeNode.count(parent) && merge(level, parentPosition + 1)) {
      return;
    }
    if (parentPosition > 0) {
      merge(level, parentPosition);
    }
  }

  /** Merges two children of the parent on the path, if they fit in one. */
  private boolean merge(int level, int rightPosition) {
    int parentNode = path.node(level + 1);
    long parent = address(parentNode);
    int bytes = shape.entryBytes();
    int leftNode = TreeNode.child(shape.at(parent, level + 1, rightPosition - 1), bytes);
    int rightNode = TreeNode.child(shape.at(parent, level + 1, rightPosition), bytes);
    int leftCount = TreeNode.count(address(leftNode));
    int rightCount = TreeNode.count(address(rightNode));
    if (leftCount + rightCount > shape.capacity(level)) {
      return false;
    }
    if (leftCount == 0) {
      // Nothing to move: the right one takes the left one's place.
      int childAt = (int) (shape.at(0, level + 1, rightPosition - 1) + bytes);
      int offset = shape.offset(parentNode) + childAt;
      space.putInt(area, shape.page(parentNode), offset, rightNode);
      free(leftNode);
    } else {
      if (rightCount > 0) {
        append(level, leftNode, rightNode, shape.at(parent, level + 1, rightPosition));
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
    int from = (int) shape.at(offset, level, leftCount);
    int length = rightCount * shape.stride(level);
    // The bytes there may be what an earlier split in this transaction moved away.
    long left = space.logged(area, shape.page(leftNode), from, length);
    Memory.copy(shape.at(address(rightNode), level, 0), left + from, length);
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
}
