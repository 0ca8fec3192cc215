package io.tactus.journal.segment;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.record.RecordHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The segments of a journal that is being written: gives births to new ones and retires old ones.
 *
 * <p>Threading: {@link #begin} and {@link #reopen} journal thread only; {@link #retain} and {@link
 * #retainOne} any thread, one at a time.
 */
public final class SegmentStore implements AutoCloseable {
  private final Disk disk;
  private final int segmentBytes;
  private final SpareSegments spares;
  private final Object retaining = new Object();
  private final ArrayDeque<SegmentInfo> segments;

  /**
   * A store behind the given segments, oldest first.
   *
   * @param written bytes written to segments so far, growing; asked by any thread
   */
  public SegmentStore(
      Disk disk,
      int segmentBytes,
      int spareLimit,
      List<SegmentInfo> segments,
      LongSupplier written) {
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.spares = new SpareSegments(disk, segmentBytes, spareLimit, written);
    this.segments = new ArrayDeque<>(segments);
  }

  /** Takes over the spares on the disk and has missing ones prepared. */
  public void prepare() throws IOException {
    spares.adopt(!segments.isEmpty());
  }

  /**
   * Begins a segment. When this returns, its header and its name are durable; so a file with a
   * segment's name always has a good header.
   */
  public SegmentWriter begin(
      long ordinal, long firstSequence, long epoch, long logId, boolean unforced)
      throws IOException {
    String spare = spares.take();
    String path = SegmentName.path(SegmentName.of(firstSequence, ordinal));
    SegmentInfo info =
        new SegmentInfo(path, ordinal, firstSequence, epoch, logId, segmentBytes, unforced);
    DiskFile file = disk.open(spare);
    try {
      // Behind the header the mark "nothing here": a recycled file still holds old bytes.
      ByteBuffer head =
          ByteBuffer.allocateDirect(SegmentHeader.SIZE_BYTES + RecordHeader.SIZE_BYTES);
      SegmentHeader.encode(head, info);
      file.writeFully(head.clear(), 0);
      file.force();
      disk.rename(spare, path);
      disk.forceDirectory(FolderLayout.JOURNAL);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
    synchronized (segments) {
      segments.addLast(info);
    }
    spares.refill();
    return new SegmentWriter(info, file, SegmentHeader.SIZE_BYTES, SegmentHeader.SIZE_BYTES);
  }

  /** Opens the last segment again at the end found by a scan. */
  public SegmentWriter reopen(SegmentInfo info, int position, int forcedBytes) throws IOException {
    return new SegmentWriter(info, disk.open(info.file()), position, forcedBytes);
  }

  /** Retires the segments that lie wholly before a sequence, oldest first; never the last one. */
  public int retain(long keepFromSequence) throws IOException {
    int count = 0;
    while (retainOne(keepFromSequence)) {
      count++;
    }
    return count;
  }

  /** Retires the oldest segment if it lies wholly before a sequence; never the last one. */
  public boolean retainOne(long keepFromSequence) throws IOException {
    synchronized (retaining) {
      SegmentInfo old = firstBefore(keepFromSequence);
      if (old == null) {
        return false;
      }
      // Durable one by one: a crash in between leaves no hole. One that fails stays the first, so
      // that the next attempt leaves none either.
      spares.retire(old);
      synchronized (segments) {
        segments.removeFirst();
      }
      return true;
    }
  }

  /** The segments there are, oldest first. Any thread. */
  public List<SegmentInfo> segments() {
    synchronized (segments) {
      return List.copyOf(segments);
    }
  }

  /** Bytes of the segments that hold a sequence or a later one. Any thread. */
  public long bytesFrom(long sequence) {
    synchronized (segments) {
      long bytes = 0;
      for (Iterator<SegmentInfo> newest = segments.descendingIterator(); newest.hasNext(); ) {
        SegmentInfo segment = newest.next();
        bytes += segment.segmentBytes();
        if (segment.firstSequence() <= sequence) {
          break;
        }
      }
      return bytes;
    }
  }

  /** Whether the last attempt to prepare a spare failed and there is none. Any thread. */
  public boolean isShortOfSpare() {
    return spares.isShort();
  }

  /** Has a missing spare prepared. Any thread. */
  public void prepareSpare() {
    spares.refill();
  }

  /** Gives up what is being prepared, and waits for that. */
  @Override
  public void close() {
    spares.close();
  }

  private SegmentInfo firstBefore(long sequence) {
    synchronized (segments) {
      Iterator<SegmentInfo> oldest = segments.iterator();
      SegmentInfo first = oldest.hasNext() ? oldest.next() : null;
      return oldest.hasNext() && first.liesBefore(sequence, oldest.next()) ? first : null;
    }
  }
}
