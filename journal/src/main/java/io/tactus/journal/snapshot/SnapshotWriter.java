package io.tactus.journal.snapshot;

import io.tactus.journal.file.Disk;
import org.agrona.DirectBuffer;

/**
 * Writes one snapshot: temporary file, blocks, trailer, force, rename, force of the folder. Until
 * the rename nobody sees it.
 *
 * <p>The caller guarantees that the journal is forced through the snapshot's sequence before {@link
 * #finish}: a snapshot must never know more than the log.
 *
 * <p>Threading: one background thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SnapshotWriter implements AutoCloseable {

  /** Begins a snapshot; a temporary file left by a crash is replaced. */
  public static SnapshotWriter create(Disk disk, SnapshotMeta meta, Throttle throttle) {
    return java.util.Objects.requireNonNull(null);
  }

  /**
   * Adds a block; kind and id are the caller's.
   *
   * @param kind 0 or more
   * @param length at most {@link SnapshotReader#MAX_BLOCK_BYTES}
   */
  public void block(int kind, long id, DirectBuffer bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Makes the snapshot durable and visible. */
  public SnapshotInfo finish() {
    throw new UnsupportedOperationException();
  }

  /** Throws the temporary file away unless {@link #finish} went through. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
