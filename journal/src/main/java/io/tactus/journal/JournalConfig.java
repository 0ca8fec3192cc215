package io.tactus.journal;

import io.tactus.journal.record.RecordChecksum;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * How a journal is written.
 *
 * @param durability what a commit waits for
 * @param segmentBytes size of every segment file; 4 KiB to 1 GiB, a multiple of 8
 * @param writeBufferBytes size of the write buffer, the bound of one record with its header; at
 *     most a segment less 256 bytes
 * @param bufferedBytes with {@link Durability#NONE}: how much may wait in the buffer
 * @param spareSegments retired or preallocated segment files kept at most, 0 or more; one is always
 *     being kept ready unless this is 0
 * @param newEpoch opens a new log epoch in any case (after a restore)
 * @param firstSequence the first sequence of a journal that has no segment yet (after a restore
 *     from a snapshot alone: the snapshot's plus 1)
 * @param minimumEpoch the least epoch a new epoch or an empty journal begins with
 * @param logId identity of a journal that has no segment yet, by default random; later segments
 *     inherit it
 * @param checksums makes the checksum; a seam for tests that show what happens without one
 */
public record JournalConfig(
    Durability durability,
    int segmentBytes,
    int writeBufferBytes,
    int bufferedBytes,
    int spareSegments,
    boolean newEpoch,
    long firstSequence,
    long minimumEpoch,
    long logId,
    Supplier<RecordChecksum> checksums) {

  /** Smallest and largest segment. */
  public static final int MIN_SEGMENT_BYTES = 4 << 10;

  public static final int MAX_SEGMENT_BYTES = 1 << 30;

  public JournalConfig {
    check(
        segmentBytes >= MIN_SEGMENT_BYTES
            && segmentBytes <= MAX_SEGMENT_BYTES
            && segmentBytes % 8 == 0,
        "segmentBytes",
        segmentBytes);
    check(
        writeBufferBytes >= 1 << 10 && writeBufferBytes <= maxWriteBufferBytes(segmentBytes),
        "writeBufferBytes",
        writeBufferBytes);
    check(bufferedBytes >= 0 && bufferedBytes <= writeBufferBytes, "bufferedBytes", bufferedBytes);
    check(spareSegments >= 0, "spareSegments", spareSegments);
    check(firstSequence >= 1, "firstSequence", firstSequence);
    check(minimumEpoch >= 1, "minimumEpoch", minimumEpoch);
  }

  /** The largest write buffer for segments of this size. */
  public static int maxWriteBufferBytes(int segmentBytes) {
    return segmentBytes - 256;
  }

  /** fsync, 64 MiB segments, 4 MiB write buffer, at most two spares. */
  public static Builder builder() {
    return new Builder();
  }

  private static void check(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " out of bounds: " + value);
    }
  }

  /** Collects the values. Threading: one thread. */
  public static final class Builder {
    private Durability durability = Durability.FSYNC;
    private int segmentBytes = 64 << 20;
    private int writeBufferBytes = 4 << 20;
    private int bufferedBytes = 256 << 10;
    private int spareSegments = 2;
    private boolean newEpoch;
    private long firstSequence = 1;
    private long minimumEpoch = 1;
    private long logId = new SecureRandom().nextLong();
    private Supplier<RecordChecksum> checksums = RecordChecksum::new;

    private Builder() {}

    public Builder durability(Durability value) {
      durability = value;
      return this;
    }

    /** Also shrinks the write buffer to what fits. */
    public Builder segmentBytes(int value) {
      segmentBytes = value;
      writeBufferBytes = Math.min(writeBufferBytes, maxWriteBufferBytes(value));
      bufferedBytes = Math.min(bufferedBytes, writeBufferBytes);
      return this;
    }

    public Builder writeBufferBytes(int value) {
      writeBufferBytes = value;
      bufferedBytes = Math.min(bufferedBytes, value);
      return this;
    }

    public Builder bufferedBytes(int value) {
      bufferedBytes = value;
      return this;
    }

    public Builder spareSegments(int value) {
      spareSegments = value;
      return this;
    }

    public Builder newEpoch(boolean value) {
      newEpoch = value;
      return this;
    }

    public Builder firstSequence(long value) {
      firstSequence = value;
      return this;
    }

    public Builder minimumEpoch(long value) {
      minimumEpoch = value;
      return this;
    }

    public Builder logId(long value) {
      logId = value;
      return this;
    }

    public Builder checksums(Supplier<RecordChecksum> value) {
      checksums = value;
      return this;
    }

    public JournalConfig build() {
      return new JournalConfig(
          durability,
          segmentBytes,
          writeBufferBytes,
          bufferedBytes,
          spareSegments,
          newEpoch,
          firstSequence,
          minimumEpoch,
          logId,
          checksums);
    }
  }
}
