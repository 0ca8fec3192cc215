package io.tactus.storage.page;

/**
 * Makes frames the writer's own: everything born in the current batch belongs to it and is changed
 * in place; everything older is copied first, and the original retired.
 *
 * <p>Threading: the writer of the frames.
 */
final class CopyOnWrite {
  private final FrameSource frames;
  private long batch;

  CopyOnWrite(FrameSource frames, long batch) {
    this.frames = frames;
    this.batch = batch;
  }

  void startBatch(long number) {
    batch = number;
  }

  long batch() {
    return batch;
  }

  boolean isOwned(long frame) {
    return FrameHeader.birth(frame) == batch;
  }

  /** Says that a frame, just handed out, belongs to the writer; 0 stands for none. */
  long stamped(long frame) {
    if (frame == 0) {
      throw frames.exhausted();
    }
    FrameHeader.birth(frame, batch);
    return frame;
  }

  /** Returns the frame, or its copy. */
  long own(long frame, boolean scattered) {
    return own(frame, scattered, null);
  }

  /** Returns the frame, or its copy, which is only begun if {@code copies} is not null. */
  private long own(long frame, boolean scattered, PageCopies copies) {
    if (isOwned(frame)) {
      return frame;
    }
    long copy = stamped(frames.frameForCopy(frame, scattered));
    if (copies == null) {
      Memory.copy(frame, copy, Page.SIZE_BYTES);
    } else {
      copies.begin(frame, copy);
    }
    frames.retire(frame, batch, scattered);
    return copy;
  }

  /** Makes the child that an entry of a node names the writer's, and returns it. */
  long ownChild(long slot, boolean scattered, PageCopies copies) {
    long child = PageTable.child(slot);
    long owned = own(child, scattered, copies);
    if (owned != child) {
      PageTable.child(slot, owned);
    }
    return owned;
  }

  /** The same tree with a root frame that may be changed in place. */
  long ownRoot(long root) {
    return own(PageTable.frame(root), true) | PageTable.height(root);
  }

  /**
   * Makes the path to an existing page the writer's; the root must be already.
   *
   * @param scattered whether nobody reads the pages of this area in order
   * @param copies where a copy of the page itself is begun; it is made at once if null
   */
  long ownPage(long ownedRoot, long index, boolean scattered, PageCopies copies) {
    long frame = PageTable.frame(ownedRoot);
    for (int height = PageTable.height(ownedRoot) - 1; height >= 0; height--) {
      boolean node = height > 0;
      long slot = PageTable.slot(frame, index, height);
      frame = ownChild(slot, scattered || node, node ? null : copies);
    }
    return frame;
  }
}
