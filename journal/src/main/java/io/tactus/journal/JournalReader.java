package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentReader;
import io.tactus.journal.segment.SegmentReader.Status;
import io.tactus.journal.segment.SegmentReads;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The second pass: hands out the records a scan found, one by one, each checked again. Holds two
 * segments in memory.
 *
 * <p>Threading: one thread.
 */
public final class JournalReader implements AutoCloseable {
  private final List<SegmentInfo> segments;
  private final int endPosition;
  private final long fromSequence;
  private final SegmentReads reads;
  private SegmentReader reader;
  private int next;
  private int at;
  private boolean loaded;
  private boolean started;

  JournalReader(Disk disk, JournalScan scan, RecordChecksum checksum, long fromSequence) {
    this.segments = scan.segments();
    this.endPosition = scan.end().position();
    this.fromSequence = fromSequence;
    this.reads = new SegmentReads(disk, segments, checksum);
    while (next + 1 < segments.size() && segments.get(next + 1).firstSequence() <= fromSequence) {
      next++;
    }
  }

  /**
   * Moves to the next record.
   *
   * @return false at the end the scan found
   * @throws JournalDamage if the journal is no longer what the scan saw
   */
  public boolean next() {
    while (true) {
      if (!loaded) {
        if (next == segments.size()) {
          return false;
        }
        reader = reads.load(next++);
        loaded = true;
        at = SegmentHeader.SIZE_BYTES;
      }
      if (next == segments.size() && at >= endPosition) {
        return false;
      }
      if (reader.check(at) != Status.VALID) {
        throw reader.damage(at, 0, reader.problem() + ", where a record was a moment ago");
      }
      RecordHeader header = reader.header();
      at += header.alignedLength();
      loaded = header.type() != RecordType.SEAL;
      started |= header.sequence() >= fromSequence;
      if (started) {
        return true;
      }
    }
  }

  /**
   * Shows the present record and those behind it in its segment, up to {@code most}, without moving
   * on: for getting ready for them. What does not check out is not shown; it is damage when its
   * turn comes.
   */
  public void peek(int most, RecordVisitor visitor) {
    int limit = next == segments.size() ? endPosition : Integer.MAX_VALUE;
    reader.peek(position(), limit, most, visitor);
  }

  /** The present record's header. */
  public RecordHeader header() {
    return reader.header();
  }

  /** Holds the present record's body. */
  public DirectBuffer body() {
    return reader.bytes();
  }

  /** Where in {@link #body} the body begins; it has {@code header().bodyLength()} bytes. */
  public int bodyOffset() {
    return reader.header().offset() + RecordHeader.SIZE_BYTES;
  }

  /** Offset of the present record in its segment. */
  public int position() {
    return reader.header().offset();
  }

  /** The segment of the present record. */
  public SegmentInfo segment() {
    return segments.get(next - 1);
  }

  @Override
  public void close() {
    reads.close();
  }
}
