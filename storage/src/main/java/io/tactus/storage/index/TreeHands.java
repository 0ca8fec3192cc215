package io.tactus.storage.index;

import java.util.function.IntConsumer;

/**
 * Who works on several trees at once.
 *
 * <p>Threading: called by the owner of the working state.
 */
@FunctionalInterface
public interface TreeHands {
  /** Nobody but the caller. */
  TreeHands CALLER =
      (trees, task) -> {
        for (int tree = 0; tree < trees; tree++) {
          task.accept(tree);
        }
      };

  /**
   * Does the task for trees {@code 0} to {@code trees - 1}, by any threads, each of which sees what
   * the caller did before, and returns when none is at work any more; the caller sees what they
   * did. What a task throws is thrown here; trees that were not begun by then may be left out.
   */
  void forEach(int trees, IntConsumer task);
}
