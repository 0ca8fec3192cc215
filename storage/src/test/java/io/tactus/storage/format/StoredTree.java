package io.tactus.storage.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Page;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A B+tree of an area, walked by docs/FORMAT.md. */
final class StoredTree {
  private static final int CHILD_BYTES = 4;

  private final StoredPages pages;
  private final int area;
  private final int entryBytes;
  private final int nodeBytes;
  private final List<byte[]> entries = new ArrayList<>();
  private final Set<Long> nodes = new TreeSet<>();
  private final int levels;
  private int freeNodes;

  StoredTree(StoredPages pages, int area) {
    this.pages = pages;
    this.area = area;
    ByteBuffer header = pages.page(area, 0);
    assertEquals('T' | 'R' << 8 | 'E' << 16 | 1 << 24, pages.integer(header, "tree format"));
    entryBytes = pages.integer(header, "entry bytes");
    nodeBytes = 1 << pages.integer(header, "node shift");
    levels = pages.integer(header, "levels");
    walk(pages.number(header, 0, "root"), levels, null);
    for (long free = pages.number(header, 0, "node freed last"); free != 0; freeNodes++) {
      free = pages.number(page(free), use(free), "node freed before");
    }
    long end = pages.number(header, 0, "first node never used");
    assertEquals(end - 1, nodes.size(), "nodes in use, and free ones, below the first never used");
    assertTrue(nodes.stream().allMatch(node -> node > 0 && node < end));
  }

  /** Takes note of a node, which must be a new one, and returns its first byte in its page. */
  private int use(long node) {
    assertTrue(nodes.add(node), "node " + node + " twice");
    return (int) (node % (Page.SIZE_BYTES / nodeBytes)) * nodeBytes;
  }

  private ByteBuffer page(long node) {
    return pages.page(area, node / (Page.SIZE_BYTES / nodeBytes));
  }

  private void walk(long node, int level, byte[] separator) {
    ByteBuffer page = page(node);
    int base = use(node);
    int count = (int) pages.number(page, base, "count");
    int run = (int) pages.number(page, base, "run");
    assertTrue(run == 0xFFFF || run < count, "the last insertion at " + run + " of " + count);
    int at = base + pages.part("node entries").offset();
    for (int i = 0; i < count; i++) {
      byte[] entry = new byte[entryBytes];
      page.get(at, entry);
      at += entryBytes;
      if (level > 1) {
        walk(page.getInt(at) & 0xFFFF_FFFFL, level - 1, i == 0 ? null : entry);
        at += CHILD_BYTES;
      } else {
        assertTrue(separator == null || Arrays.compareUnsigned(separator, entry) <= 0);
        entries.add(entry);
      }
    }
    assertTrue(at <= base + nodeBytes);
  }

  /** Returns all entries from left to right. */
  List<byte[]> entries() {
    return entries;
  }

  int nodeBytes() {
    return nodeBytes;
  }

  int levels() {
    return levels;
  }

  int freeNodes() {
    return freeNodes;
  }
}
