package io.tactus.storage;

/**
 * What a store is created with. The limits that decide outcomes are journaled by the pipeline, so
 * that a replay meets the same ones.
 *
 * @param maxLogicalPages pages of all areas together; one more is a {@code memory_limit} rejection
 * @param maxFrames physical page frames, shared by all versions; must exceed the logical pages by
 *     what slow readers may hold
 * @param hashSeed seed of the key indexes; constant for a data folder, from its CONFIG record
 * @param maxRowsPerCommand work budget of one command, in rows read and written
 * @param maxUndoBytes bytes of undo records of one command
 * @param maxChangeBytes bytes of row changes of one command
 */
@SuppressWarnings("DoNotCallSuggester")
public record StoreConfig(
    long maxLogicalPages,
    long maxFrames,
    long hashSeed,
    long maxRowsPerCommand,
    long maxUndoBytes,
    long maxChangeBytes) {

  /** Returns a configuration for this many bytes of pages, with the usual limits. */
  public static StoreConfig ofBytes(long logicalBytes, long hashSeed) {
    throw new UnsupportedOperationException();
  }
}
