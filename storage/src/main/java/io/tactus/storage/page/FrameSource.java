package io.tactus.storage.page;

/**
 * Where a writer of pages gets frames for its copies, and where the originals go.
 *
 * <p>Threading: its writer.
 */
interface FrameSource {

  /**
   * Returns a frame with undefined contents for the copy of another one; 0 if all are in use.
   *
   * @param scattered whether it holds what nobody reads in order, so that it may lie anywhere
   */
  long frameForCopy(long original, boolean scattered);

  /** Takes a frame that version {@code batch} will not contain. */
  void retire(long frame, long batch, boolean scattered);

  /** Returns what to throw when no frame is left. */
  FramesExhausted exhausted();
}
