package io.tactus.storage.index;

import io.tactus.storage.Rejection;
import io.tactus.storage.page.PageSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Applies what waits for several trees, by several threads where there are any, all or nothing.
 *
 * <pre>
 *   leaves   any thread   each tree in a branch of its own: changes that one leaf is enough for
 *   nodes    the writer   tree after tree: what was left, which divides or merges nodes
 * </pre>
 *
 * <p>The first step touches pages of the tree's own area only, so that nothing depends on who does
 * which tree and when. The second takes and gives pages, which all areas count together. Both are
 * done, in this way, by one thread alone as well: pages and undo log are the same bytes however
 * many there are.
 *
 * <p>Threading: the writer's thread; it waits for the others.
 */
final class TreesTogether {
  /**
   * What fewer changes take is too short for it to be worth waking a thread. Decides which numbers
   * nodes get, and so how many pages there are and which commands are refused for memory: another
   * value is a new version of the engine's semantics.
   */
  static final int MANY = 256;

  /** More than the note of a tree takes of the undo log. */
  private static final int SPARE_UNDO_BYTES = 64;

  private final PageSpace space;
  private final List<TreeBacklog> trees = new ArrayList<>();
  private final IntConsumer leaves = new Leaves();
  private TreeHands hands = TreeHands.CALLER;

  TreesTogether(PageSpace space) {
    this.space = space;
  }

  void helpedBy(TreeHands newHands) {
    hands = newHands;
  }

  /**
   * Applies what waits for those of the backlogs that have much, if these are two or more; the
   * others still wait afterwards.
   *
   * @throws Rejection MEMORY_LIMIT, WORK_BUDGET; everything still waits then
   */
  void apply(List<TreeBacklog> backlogs) {
    trees.clear();
    long undoBytes = 0;
    for (int i = 0; i < backlogs.size(); i++) {
      TreeBacklog backlog = backlogs.get(i);
      if (backlog.waiting() >= MANY) {
        trees.add(backlog);
        undoBytes += backlog.undoBytes() + SPARE_UNDO_BYTES;
      }
    }
    // Otherwise one of the writes to come might be refused, and by itself: tree after tree.
    if (trees.size() > 1 && space.hasRoom(0, undoBytes)) {
      applyAll();
    }
  }

  private void applyAll() {
    long mark = space.mark();
    try {
      changeLeaves();
      for (int i = 0; i < trees.size(); i++) {
        trees.get(i).changeNodes();
      }
    } catch (Rejection refused) {
      space.rollbackTo(mark);
      throw refused;
    }
    for (int i = 0; i < trees.size(); i++) {
      trees.get(i).applied();
    }
  }

  private void changeLeaves() {
    for (int i = 0; i < trees.size(); i++) {
      trees.get(i).note();
    }
    long undoBytes = 0;
    for (int i = 0; i < trees.size(); i++) {
      trees.get(i).begin(undoBytes);
      undoBytes += trees.get(i).undoBytes();
    }
    try {
      hands.forEach(trees.size(), leaves);
    } finally {
      // Also what was done before a failure: the undo log takes it back.
      for (int i = 0; i < trees.size(); i++) {
        trees.get(i).end();
      }
    }
  }

  /** The first step for a tree. Kept, so that nothing is allocated for a command. */
  private final class Leaves implements IntConsumer {
    @Override
    public void accept(int tree) {
      trees.get(tree).changeLeaves();
    }
  }
}
