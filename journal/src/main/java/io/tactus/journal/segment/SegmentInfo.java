package io.tactus.journal.segment;

/**
 * One life of a segment file, as its header describes it.
 *
 * @param file its name on the disk
 * @param ordinal its number in the log, 1 for the first, +1 per segment
 * @param firstSequence the first sequence that may be in it
 * @param epoch the log epoch of all its records
 * @param logId the log it belongs to
 * @param segmentBytes its size
 * @param unforced whether it was begun under a durability that answers before force
 */
public record SegmentInfo(
    String file,
    long ordinal,
    long firstSequence,
    long epoch,
    long logId,
    int segmentBytes,
    boolean unforced) {

  /**
   * Whether nothing in this segment lies behind the command before a sequence: no later command,
   * and no note written after it. One that begins with the sequence and has no command, for another
   * followed at once, may have such notes.
   *
   * @param next the segment that follows
   */
  public boolean liesBefore(long sequence, SegmentInfo next) {
    return firstSequence < sequence && next.firstSequence() <= sequence;
  }

  /** Goes into the checksum of every record header in this segment. */
  public long salt() {
    return mix(mix(mix(mix(ordinal) + epoch) + firstSequence) + logId);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit moves every output. */
  private static long mix(long value) {
    long z = value + 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
