package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * The first node's place in a tree's area: where the tree begins.
 *
 * <pre>
 *    0  format  int   "TRE" and the number of this layout
 *    4  entry   u16   bytes of an entry
 *    6  shift   u16   log2 of the bytes of a node
 *    8  root    u32   node
 *   12  height  u32   levels; 1 if the root is a leaf
 *   16  free    u32   node freed last, 0 none
 *   20  end     u32   first node never used
 * </pre>
 *
 * <p>Node n lies in page n / nodesPerPage; the header takes the place of node 0.
 *
 * <p>Threading: stateless functions over an address.
 */
final class TreeHeader {
  static final int FORMAT = 0x01455254;
  static final int FORMAT_OFFSET = 0;
  static final int ENTRY_BYTES_OFFSET = FORMAT_OFFSET + Integer.BYTES;
  static final int NODE_SHIFT_OFFSET = ENTRY_BYTES_OFFSET + Short.BYTES;
  static final int ROOT_OFFSET = NODE_SHIFT_OFFSET + Short.BYTES;
  static final int HEIGHT_OFFSET = ROOT_OFFSET + Integer.BYTES;
  static final int FREE_OFFSET = HEIGHT_OFFSET + Integer.BYTES;
  static final int END_OFFSET = FREE_OFFSET + Integer.BYTES;
  static final int HEADER_BYTES = END_OFFSET + Integer.BYTES;

  private TreeHeader() {}

  static int root(long header) {
    return Memory.getInt(header + ROOT_OFFSET);
  }

  static int height(long header) {
    return Memory.getInt(header + HEIGHT_OFFSET);
  }

  static int free(long header) {
    return Memory.getInt(header + FREE_OFFSET);
  }

  static int end(long header) {
    return Memory.getInt(header + END_OFFSET);
  }

  static boolean matches(long header, TreeShape shape) {
    return Memory.getInt(header + FORMAT_OFFSET) == FORMAT
        && (Memory.getShort(header + ENTRY_BYTES_OFFSET) & 0xFFFF) == shape.entryBytes()
        && 1 << Memory.getShort(header + NODE_SHIFT_OFFSET) == shape.nodeBytes();
  }
}
