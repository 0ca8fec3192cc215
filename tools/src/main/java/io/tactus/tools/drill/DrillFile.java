package io.tactus.tools.drill;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingFile;
import io.tactus.journal.record.RecordHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the journal during a drill. It reads the headers of the records that pass, and has the
 * force behind them take long or fail. The bytes are written nevertheless, as on a disk that breaks
 * at that moment: a start without the drill finds the commands, or not.
 *
 * <p>Threading: as {@link DiskFile}: writes and forces from one thread at a time.
 */
final class DrillFile extends ForwardingFile {
  private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

  private final long failsAt;
  private final long forceTakesMs;
  private final Minute minute;
  private final UnsafeBuffer bytes = new UnsafeBuffer();
  private final RecordHeader header = new RecordHeader();
  private long written;
  private boolean isDirty;

  /** The minute is one for all files of a disk. */
  DrillFile(DiskFile file, long failsAt, long forceTakesMs, Minute minute) {
    super(file);
    this.failsAt = failsAt;
    this.forceTakesMs = forceTakesMs;
    this.minute = minute;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    note(source, position);
    return super.write(source, position);
  }

  /** Zeros, and the header of the segment, are no records. */
  private void note(ByteBuffer source, long position) {
    if (position == 0 || !source.hasRemaining()) {
      return;
    }
    bytes.wrap(source, source.position(), source.remaining());
    for (int at = 0; at + RecordHeader.SIZE_BYTES <= bytes.capacity(); ) {
      header.wrap(bytes, at);
      int left = bytes.capacity() - at;
      if (header.length() < RecordHeader.SIZE_BYTES || header.alignedLength() > left) {
        return;
      }
      written = Math.max(written, header.sequence());
      isDirty = true;
      at += header.alignedLength();
    }
  }

  @Override
  public void force() throws IOException {
    if (isDirty) {
      isDirty = false;
      slowForce();
    }
    if (written >= failsAt) {
      LOG.error("drill: the group commit up to sequence {} fails, from {} on", written, failsAt);
      throw new IOException("a drill has the journal fail at sequence " + failsAt);
    }
    super.force();
  }

  private void slowForce() {
    if (forceTakesMs > 0) {
      if (minute.isNew(System.nanoTime())) {
        LOG.error("drill: every group commit is held up for {} ms", forceTakesMs);
      }
      Drill.waitMs(forceTakesMs);
    }
  }
}
