package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;

/**
 * Walks all nodes of a tree and checks that they agree with each other: order, separators, depth,
 * and that every node is either in the tree or free. Cold.
 *
 * <p>Threading: one thread.
 */
public final class TreeAudit {
  private final Version version;
  private final int area;
  private final TreeShape shape;
  private final int height;
  private long entries;
  private long nodes;
  private long leaves;
  private long previous;

  private TreeAudit(Version version, int area, TreeShape shape) {
    this.version = version;
    this.area = area;
    this.shape = shape;
    this.height = TreeHeader.height(version.address(area, 0));
  }

  /**
   * Checks a tree.
   *
   * @throws IllegalStateException that says what does not agree
   */
  public static TreeFigures check(Version version, int area, TreeShape shape) {
    long header = version.address(area, 0);
    require(TreeHeader.matches(header, shape), "area " + area + " does not hold this tree");
    TreeAudit audit = new TreeAudit(version, area, shape);
    audit.walk(TreeHeader.root(header), audit.height - 1, 0, 0);
    long free = 0;
    long end = TreeHeader.end(header) & 0xFFFF_FFFFL;
    int node = TreeHeader.free(header);
    while (node != 0 && free < end) {
      free++;
      node = TreeNode.nextFree(audit.address(node));
    }
    require(audit.nodes + free == end - 1, audit.nodes + " nodes and " + free + " free of " + end);
    long pages = version.pageCount(area);
    require(pages == shape.page((int) end - 1) + 1, pages + " pages for " + end + " nodes");
    return new TreeFigures(
        audit.entries,
        audit.leaves,
        free,
        audit.height,
        (double) audit.entries / (audit.leaves * shape.capacity(0)),
        (double) pages * Page.SIZE_BYTES / Math.max(1, audit.entries));
  }

  /**
   * Walks what is below a node.
   *
   * @param low separator before it, or 0
   * @param high separator behind it, or 0
   */
  private void walk(int node, int level, long low, long high) {
    nodes++;
    long address = address(node);
    int count = TreeNode.count(address);
    require(count <= shape.capacity(level), "node " + node + " holds " + count);
    require(level == 0 || count > 0, "inner node " + node + " has no children");
    for (int i = 0; i < count; i++) {
      long entry = address + TreeNode.ENTRIES_OFFSET + (long) i * shape.stride(level);
      if (level == 0) {
        entries++;
        require(previous == 0 || less(previous, entry), "leaf " + node + " is out of order");
        require(low == 0 || !less(entry, low), "leaf " + node + " is below its separator");
        require(high == 0 || less(entry, high), "leaf " + node + " is above its separator");
        previous = entry;
      } else {
        long next = i + 1 < count ? entry + shape.stride(level) : high;
        long from = i == 0 ? low : entry;
        require(from == 0 || next == 0 || less(from, next), "node " + node + " is out of order");
        walk(TreeNode.child(entry, shape.entryBytes()), level - 1, from, next);
      }
    }
    leaves += level == 0 ? 1 : 0;
  }

  private boolean less(long left, long right) {
    return Memory.compare(left, right, shape.entryBytes()) < 0;
  }

  private long address(int node) {
    return version.address(area, shape.page(node)) + shape.offset(node);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
