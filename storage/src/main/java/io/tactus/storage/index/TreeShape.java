package io.tactus.storage.index;

import io.tactus.storage.page.Page;

/**
 * How the nodes of a tree are divided, which follows from the bytes of an entry alone.
 *
 * <p>Every page holds as many nodes as fit. The size of a node decides how many pages a tree takes,
 * and so which commands are refused for memory: it is a constant, and only benchmarks ask for
 * another one. Why it is what it is: docs/adr/0010-trees.md. Trees of long keys have larger nodes,
 * so that a node always has room for {@link #MIN_FANOUT} children.
 *
 * <p>Threading: immutable.
 */
public final class TreeShape {

  /** Bytes of a node, unless the key is too long for it. */
  public static final int NODE_BYTES = Math.min(2048, Page.SIZE_BYTES);

  /** The least children a full node has. */
  static final int MIN_FANOUT = 6;

  /** Enough for more entries than 32-bit slots can name, at the least fill. */
  static final int MAX_HEIGHT = 32;

  private final int entryBytes;
  private final int nodeShift;
  private final int leafCapacity;
  private final int innerCapacity;

  /**
   * Divides the nodes of a tree.
   *
   * @param entryBytes bytes of an entry, slot included
   * @throws IllegalArgumentException if a page has no room for {@link #MIN_FANOUT} of them
   */
  public TreeShape(int entryBytes) {
    this(entryBytes, NODE_BYTES);
  }

  /**
   * Divides the nodes of a tree that is built to be measured.
   *
   * @param leastNodeBytes a power of two from 256 to a page
   */
  TreeShape(int entryBytes, int leastNodeBytes) {
    requireNodeBytes(leastNodeBytes);
    this.entryBytes = entryBytes;
    int needed = TreeNode.ENTRIES_OFFSET + MIN_FANOUT * (entryBytes + TreeNode.CHILD_BYTES);
    int nodeBytes = leastNodeBytes;
    while (nodeBytes < needed) {
      nodeBytes <<= 1;
    }
    if (nodeBytes > Page.SIZE_BYTES) {
      throw new IllegalArgumentException("entries of " + entryBytes + " bytes");
    }
    this.nodeShift = Integer.numberOfTrailingZeros(nodeBytes);
    int room = nodeBytes - TreeNode.ENTRIES_OFFSET;
    this.leafCapacity = room / entryBytes;
    this.innerCapacity = room / (entryBytes + TreeNode.CHILD_BYTES);
  }

  private static void requireNodeBytes(int nodeBytes) {
    if (nodeBytes < 256 || nodeBytes > Page.SIZE_BYTES || Integer.bitCount(nodeBytes) != 1) {
      throw new IllegalArgumentException(
          "nodes of " + nodeBytes + " bytes: must be a power of two from 256 to a page");
    }
  }

  /** Returns the bytes of an entry: key and slot. */
  public int entryBytes() {
    return entryBytes;
  }

  /** Returns the bytes of a node. */
  public int nodeBytes() {
    return 1 << nodeShift;
  }

  /** Returns the most entries of a leaf (level 0) or children of an inner node. */
  int capacity(int level) {
    return level == 0 ? leafCapacity : innerCapacity;
  }

  /** Returns the bytes from one entry to the next in a node of this level. */
  int stride(int level) {
    return level == 0 ? entryBytes : entryBytes + TreeNode.CHILD_BYTES;
  }

  /** Returns the page in which a node lies. */
  long page(int node) {
    return (node & 0xFFFF_FFFFL) >>> (Page.SHIFT - nodeShift);
  }

  /** Returns the byte at which a node begins within its page. */
  int offset(int node) {
    return (node << nodeShift) & Page.MASK;
  }

  /** Returns where an entry lies, from the address or the offset of its node. */
  long at(long node, int level, int position) {
    return node + TreeNode.ENTRIES_OFFSET + (long) position * stride(level);
  }
}
