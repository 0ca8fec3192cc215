package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Version;

/** Asks a tree of a pinned version for single entries. Threading: one thread. */
public final class TreeProbe {
  private final TreeCursor cursor = new TreeCursor();
  private final TreeShape shape;

  /** Opens a tree. */
  public TreeProbe(Version version, int area, TreeShape shape) {
    this.shape = shape;
    cursor.bind(version, area, shape);
  }

  /** Tells whether exactly this entry is there. */
  public boolean contains(long entry) {
    Memory.copy(entry, cursor.low(), shape.entryBytes());
    Memory.copy(entry, cursor.high(), shape.entryBytes());
    TreeNode.putSlot(cursor.high(), shape.entryBytes(), 0xFFFF_FFFFL);
    cursor.start(false);
    return cursor.next() && TreeSearch.compare(shape, cursor.entry(), entry) == 0;
  }
}
