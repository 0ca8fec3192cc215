package io.tactus.storage.index;

import io.tactus.storage.page.PageEditor;
import io.tactus.storage.page.PageSpace;

/**
 * Applies many changes to one tree in ascending order: each leaf is looked up and opened once for
 * all its changes, and the inner nodes are walked on from where the change before ended.
 *
 * <p>What only one leaf is needed for is done here; a change that divides or merges nodes goes the
 * whole way through {@link BPlusTree}. The tree and the undo log are then as if the changes had
 * been made one by one.
 *
 * <p>Threading: the writer's thread only.
 */
final class LeafChanges {
  private final BPlusTree tree;
  private final int area;
  private final TreeShape shape;
  private final PageEditor editor;

  /** For the changes of one tree. */
  LeafChanges(BPlusTree tree, PageSpace space, int area, TreeShape shape) {
    this.tree = tree;
    this.area = area;
    this.shape = shape;
    this.editor = new PageEditor(space, area);
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
    int open = -1;
    for (int i = 0; i < count; i++) {
      long entry = changes[i] >>> 1;
      boolean comes = (changes[i] & 1) != 0;
      int node = tree.leafOf(entry);
      if (node != open) {
        editor.open(shape.page(node));
        open = node;
      }
      if (!(comes ? tree.placeIn(editor, node, entry) : tree.takeFrom(editor, node, entry))) {
        open = -1;
        if (comes) {
          tree.insert(entry);
        } else if (!tree.remove(entry)) {
          throw new IllegalStateException("an entry is missing in the index of area " + area);
        }
        tree.beginAscending();
      }
    }
  }
}
