package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.segment.SegmentInfo;
import java.util.List;
import java.util.Optional;

/**
 * What the first pass over the journal found: where it begins and ends, whether its tail is torn,
 * and which sequences are voided. Only reads; also beside a live server.
 *
 * <p>Threading: immutable once made; {@link #forEach} reads the disk again and may be called from
 * any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class JournalScan {

  /**
   * Reads and checks the journal of a data folder from a sequence to its end.
   *
   * @param fromSequence the first sequence that is needed; 0 for the oldest there is. Segments that
   *     lie wholly before it are not read
   * @throws JournalDamage if anything but the unforced tail of the last segment is wrong, or the
   *     sequence is older than the oldest segment
   * @throws JournalFailure if a file cannot be read
   */
  public static JournalScan scan(Disk disk, long fromSequence) {
    return scan(disk, fromSequence, new RecordChecksum());
  }

  /** As {@link #scan(Disk, long)}, with a checksum of the caller's. */
  public static JournalScan scan(Disk disk, long fromSequence, RecordChecksum checksum) {
    return java.util.Objects.requireNonNull(null);
  }

  /** Whether there is no segment at all. */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** All segments, oldest first. */
  public List<SegmentInfo> segments() {
    throw new UnsupportedOperationException();
  }

  /** The oldest sequence that can be read; one more than {@link #lastSequence} if none. */
  public long firstSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last command's sequence, torn tail excluded; 0 if the journal is empty. */
  public long lastSequence() {
    throw new UnsupportedOperationException();
  }

  /** Journal time of the last record, 0 if none was read. */
  public long lastTimestampMicros() {
    throw new UnsupportedOperationException();
  }

  /** Tick of the last record, 0 if none was read. */
  public long lastTick() {
    throw new UnsupportedOperationException();
  }

  /** The epoch of the last segment, 0 if the journal is empty. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  /** The epoch a sequence was written in, 0 if the journal does not hold it. */
  public long epochOf(long sequence) {
    throw new UnsupportedOperationException();
  }

  /** What a crash left incomplete at the end. It is cut when the journal is opened. */
  public Optional<TornTail> tornTail() {
    throw new UnsupportedOperationException();
  }

  /** Whether the last run closed the journal in good order. */
  public boolean closedCleanly() {
    throw new UnsupportedOperationException();
  }

  /** Whether a VOID record tells replay to skip this sequence. */
  public boolean isVoided(long sequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Visits the records up to the end found by the scan, from the first one whose sequence is at
   * least {@code fromSequence}: commands, voided ones included (ask {@link #isVoided}), and notes.
   */
  public void forEach(long fromSequence, RecordVisitor visitor) {
    throw new UnsupportedOperationException();
  }
}
