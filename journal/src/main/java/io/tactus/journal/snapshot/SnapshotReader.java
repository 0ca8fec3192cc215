package io.tactus.journal.snapshot;

import io.tactus.journal.file.Disk;

/** Reads one snapshot file. Threading: one thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class SnapshotReader implements AutoCloseable {
  /** The largest block. */
  public static final int MAX_BLOCK_BYTES = 16 << 20;

  /**
   * Opens a snapshot and checks its head.
   *
   * @throws io.tactus.journal.JournalDamage if it does not check out
   */
  public static SnapshotReader open(Disk disk, String file) {
    return java.util.Objects.requireNonNull(null);
  }

  public SnapshotMeta meta() {
    throw new UnsupportedOperationException();
  }

  /**
   * Visits all blocks in order. Blocks are checked one by one before they are shown, completeness
   * only at the end: on an exception throw away what the visitor built.
   *
   * @throws io.tactus.journal.JournalDamage if anything does not check out
   */
  public void forEach(BlockVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
