package io.tactus.storage.page;

/**
 * What a writer keeps outside of pages and wants taken back together with them.
 *
 * <p>Threading: the writer.
 */
@FunctionalInterface
public interface UndoNotes {

  /** Takes back what happened since {@link PageSpace#note} was told this; last note first. */
  void takeBack(int area, int first, int second);
}
