package io.tactus.journal.segment;

import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.BackgroundWork;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import java.io.IOException;
import java.util.List;

/**
 * Reads segments one after the other. While one is used, the next is read and its records are
 * checked in the disk's background, on another core if there is one.
 *
 * <pre>
 *  owner:       use 1 ────────┐ use 2 ────────┐ use 3
 *  background:  read, check 2 ┘ read, check 3 ┘
 * </pre>
 *
 * <p>Holds two segments in memory. Threading: one thread, and the background in between; they never
 * use the same reader at the same time.
 */
public final class SegmentReads implements AutoCloseable {
  private final Disk disk;
  private final List<SegmentInfo> segments;
  private final SegmentReader[] readers;
  private final BackgroundWork ahead;
  private int aheadIndex;

  /**
   * Over these segments, oldest first.
   *
   * @param checksum used by nobody else from now on
   */
  public SegmentReads(Disk disk, List<SegmentInfo> segments, RecordChecksum checksum) {
    this.disk = disk;
    this.segments = segments;
    this.readers =
        new SegmentReader[] {
          new SegmentReader(disk, checksum), new SegmentReader(disk, checksum.another())
        };
    this.ahead = new BackgroundWork(disk);
  }

  /**
   * The reader of a segment, which holds it until the one behind the next is asked for.
   *
   * @throws io.tactus.journal.JournalDamage if it is not as long as it should be, or is another one
   *     by now
   * @throws JournalFailure if it cannot be read
   */
  public SegmentReader load(int index) {
    SegmentReader reader = readers[index & 1];
    if (ahead.isBegun() && aheadIndex == index) {
      try {
        ahead.end();
      } catch (IOException e) {
        throw new JournalFailure("cannot read " + disk.describe(segments.get(index).file()), e);
      }
    } else {
      ahead.close();
      reader.load(segments.get(index));
    }
    if (index + 1 < segments.size()) {
      readAhead(index + 1);
    }
    return reader;
  }

  private void readAhead(int index) {
    SegmentReader reader = readers[index & 1];
    SegmentInfo segment = segments.get(index);
    aheadIndex = index;
    ahead.begin(
        () -> {
          reader.load(segment);
          reader.checkAhead();
        });
  }

  @Override
  public void close() {
    ahead.close(); // It writes into memory that is given back now.
    for (SegmentReader reader : readers) {
      reader.close();
    }
  }
}
