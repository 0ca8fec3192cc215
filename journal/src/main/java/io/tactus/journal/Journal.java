package io.tactus.journal;

import io.tactus.journal.file.Disk;
import org.agrona.DirectBuffer;

/**
 * The log being written: records are appended to a buffer and committed in batches, one write and
 * at most one force each.
 *
 * <p>Threading: journal thread only, except {@link #writtenSequence}, {@link #forcedSequence},
 * {@link #epoch} and {@link #retain} (any thread). The journal thread must never be interrupted.
 * Append and commit allocate nothing, except when a segment fills up.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Journal implements AutoCloseable {

  /**
   * Opens the journal behind a scan: cuts a torn tail, makes what was found durable, and opens a
   * new epoch if sequences may have been lost. Nothing found by the scan may be shown before this
   * returns.
   *
   * @param end a scan of the same disk, with nothing written since
   * @throws JournalFailure if a file operation fails
   */
  public static Journal open(JournalConfig config, Disk disk, JournalScan end) {
    return java.util.Objects.requireNonNull(null);
  }

  /**
   * Adds a record to the current batch. It is durable after {@link #commit}, not before; a batch
   * too large for the buffer or the segment is written in parts.
   *
   * @param type one of {@link io.tactus.journal.record.RecordType}
   * @param sequence for commands {@code lastSequence() + 1}; for notes a sequence already appended
   * @throws IllegalArgumentException if the sequence is wrong or the body is larger than {@link
   *     #maxBodyBytes}
   * @throws JournalFailure as {@link #commit}
   */
  public void append(
      int type,
      long sequence,
      long timestampMicros,
      long tick,
      long schemaVersion,
      long caller,
      long requestId,
      DirectBuffer body,
      int offset,
      int length) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the batch: marks its last record, writes it out, and forces it if asked and the durability
   * is fsync. Without records it only does the force that may still be owed.
   *
   * @throws JournalFailure if writing or forcing fails; every later call throws it again
   */
  public void commit(boolean force) {
    throw new UnsupportedOperationException();
  }

  /** Writes and forces all that was committed, whatever the durability: before a snapshot. */
  public void force() {
    throw new UnsupportedOperationException();
  }

  /** The last sequence appended. */
  public long lastSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last sequence handed to the operating system. Any thread. */
  public long writtenSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last sequence known to be forced. Any thread. */
  public long forcedSequence() {
    throw new UnsupportedOperationException();
  }

  /** The epoch being written. Any thread. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  /** The largest body one record may have. */
  public int maxBodyBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets go of the segments that lie wholly before a sequence: they become spares or are deleted,
   * oldest first. The segment being written always stays. Any thread, one at a time.
   *
   * @return segments let go
   */
  public int retain(long keepFromSequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes and forces what is left, notes the clean end, and closes. After a failure only closes.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
