package io.tactus.storage;

import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.page.Page;

/**
 * What a store is created with. The limits that decide outcomes (all but {@code maxFrames}) are
 * journaled by the pipeline, so that a replay meets the same ones.
 *
 * @param maxLogicalPages pages of all areas together; one more is a {@code memory_limit} rejection
 * @param maxFrames physical page frames, shared by all versions: the logical pages twice (working
 *     and published), the page table, and what slow readers may hold; see {@link #frameBudget()}
 * @param hashSeed seed of the key indexes of a new store; a loaded one keeps its own
 * @param maxRowsPerCommand work budget of one command, in rows read and written
 * @param maxUndoBytes bytes of undo records of one command, a multiple of the page size
 * @param maxChangeBytes bytes of row changes of one command
 */
public record StoreConfig(
    long maxLogicalPages,
    long maxFrames,
    long hashSeed,
    long maxRowsPerCommand,
    long maxUndoBytes,
    long maxChangeBytes) {

  private static final long DEFAULT_MAX_ROWS = 1_000_000;
  private static final long DEFAULT_UNDO_BYTES = 256L << 20;
  private static final long DEFAULT_CHANGE_BYTES = 256L << 20;
  private static final long SPARE_FRAMES = 2048;

  /** Checks that all limits are above 0. */
  public StoreConfig {
    if (maxLogicalPages <= 0
        || maxFrames <= 0
        || maxRowsPerCommand <= 0
        || maxUndoBytes <= 0
        || maxUndoBytes % Page.SIZE_BYTES != 0
        || maxChangeBytes <= 0) {
      throw new IllegalArgumentException(
          "limits must be above 0 (maxUndoBytes a multiple of "
              + Page.SIZE_BYTES
              + "): "
              + maxLogicalPages
              + " pages, "
              + maxFrames
              + " frames, "
              + maxRowsPerCommand
              + " rows, "
              + maxUndoBytes
              + " undo bytes, "
              + maxChangeBytes
              + " change bytes");
    }
  }

  /**
   * Returns a configuration for this many bytes of logical pages and the usual limits. Slow readers
   * may hold half as many frames again before admission refuses; how many frames that makes in all
   * says {@link FrameBudget}. They are addresses until they are touched.
   */
  public static StoreConfig ofBytes(long logicalBytes, long hashSeed) {
    long pages = Math.max(1, logicalBytes >>> Page.SHIFT);
    long frames =
        FrameBudget.within(pages, 0).withReaderFrames(pages / 2 + SPARE_FRAMES).maxFrames();
    return new StoreConfig(
        pages, frames, hashSeed, DEFAULT_MAX_ROWS, DEFAULT_UNDO_BYTES, DEFAULT_CHANGE_BYTES);
  }

  /** Returns how the frames are divided, and so when admission must refuse. */
  public FrameBudget frameBudget() {
    return FrameBudget.within(maxLogicalPages, maxFrames);
  }

  /** Returns a copy with this work budget. */
  public StoreConfig withMaxRowsPerCommand(long rows) {
    return new StoreConfig(
        maxLogicalPages, maxFrames, hashSeed, rows, maxUndoBytes, maxChangeBytes);
  }

  /** Returns a copy with so much room for the undo records of one command. */
  public StoreConfig withMaxUndoBytes(long bytes) {
    return new StoreConfig(
        maxLogicalPages, maxFrames, hashSeed, maxRowsPerCommand, bytes, maxChangeBytes);
  }
}
