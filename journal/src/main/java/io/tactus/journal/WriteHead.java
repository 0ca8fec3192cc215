package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.mark.MarkFile;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentStore;
import io.tactus.journal.segment.SegmentWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log is written: the last segment, the ones that follow it, and the mark that says how
 * far it is forced. Knows bytes, not records.
 *
 * <p>Threading: journal thread only, except {@link #epoch}, {@link #logId} and {@link #isInPlace}
 * (any thread).
 */
final class WriteHead implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteHead.class);

  private final Disk disk;
  private final SegmentStore store;
  private final boolean unforced;
  private SegmentWriter segment;
  private MarkFile mark;
  private volatile SegmentInfo writing;

  /**
   * Over a store; writes nothing before {@link #begin} or {@link #reopen}.
   *
   * @param unforced whether segments are begun under a durability that answers before it forces
   */
  WriteHead(Disk disk, SegmentStore store, boolean unforced) {
    this.disk = disk;
    this.store = store;
    this.unforced = unforced;
  }

  /** Begins the first segment of a log, and the mark. */
  void begin(JournalConfig config) throws IOException {
    long first = config.firstSequence();
    enter(store.begin(1, first, config.minimumEpoch(), config.logId(), unforced));
    mark = MarkFile.open(disk);
    mark.write(segment.info(), segment.forcedBytes(), first - 1);
    mark.force();
  }

  /** Goes on where a scan found the end; what is not known to be forced is written again. */
  void reopen(SegmentInfo last, int position, int forcedBytes) throws IOException {
    enter(store.reopen(last, position, forcedBytes));
    segment.forceAgain();
    mark = MarkFile.open(disk);
  }

  /** Leaves the segment, which is sealed and forced, for a new one. */
  void next(long firstSequence, long epoch) throws IOException {
    SegmentInfo old = segment.info();
    segment.close();
    enter(store.begin(old.ordinal() + 1, firstSequence, epoch, old.logId(), unforced));
  }

  private void enter(SegmentWriter next) {
    segment = next;
    writing = next.info();
  }

  /** The segment being written. */
  SegmentWriter segment() {
    return segment;
  }

  /** Whether so many bytes more still fit into the segment. */
  boolean hasRoom(int bytes) {
    return segment.position() + bytes <= segment.limit();
  }

  /** Writes a buffer's remaining bytes, of which so many count. */
  void write(ByteBuffer bytes, int length) throws IOException {
    segment.write(bytes, length);
  }

  /** Whether all that was written is forced. */
  boolean isForced() {
    return segment.forcedBytes() == segment.position();
  }

  /** Forces the segment alone. */
  void forceSegment() throws IOException {
    segment.force();
  }

  /**
   * Notes how far the segment is forced. Before anything is answered: from now on these bytes are
   * demanded of the next start.
   */
  void writeMark(long lastSequence) throws IOException {
    mark.write(segment.info(), segment.forcedBytes(), lastSequence);
  }

  /** Has the mark survive a power cut. */
  void forceMark() throws IOException {
    mark.force();
  }

  /** The epoch being written. */
  long epoch() {
    return writing.epoch();
  }

  /** Identity of the log. */
  long logId() {
    return writing.logId();
  }

  /** Whether the segment being written is still what its name stands for. */
  boolean isInPlace() throws IOException {
    SegmentInfo seen;
    do {
      seen = writing;
      if (SegmentFolder.isThere(disk, seen)) {
        return true;
      }
    } while (!seen.equals(writing));
    return false;
  }

  /** Closes the files: what had to be forced was forced, or reported, before. */
  @Override
  public void close() {
    closeQuietly(segment);
    closeQuietly(mark);
  }

  private static void closeQuietly(Closeable file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.warn("a file of the journal could not be closed", e);
      }
    }
  }
}
