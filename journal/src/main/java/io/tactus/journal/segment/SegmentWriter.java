package io.tactus.journal.segment;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.record.RecordHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment being written: a file, how far it is written and how far it is forced.
 *
 * <p>Threading: journal thread only.
 */
public final class SegmentWriter implements Closeable {
  private final SegmentInfo info;
  private final DiskFile file;
  private final long salt;
  private int position;
  private int forcedBytes;

  SegmentWriter(SegmentInfo info, DiskFile file, int position, int forcedBytes) {
    this.info = info;
    this.file = file;
    this.salt = info.salt();
    this.position = position;
    this.forcedBytes = forcedBytes;
  }

  public SegmentInfo info() {
    return info;
  }

  public long salt() {
    return salt;
  }

  /** Where the next batch goes. */
  public int position() {
    return position;
  }

  /** All bytes before this offset are forced. */
  public int forcedBytes() {
    return forcedBytes;
  }

  /** Where batches must end, so that a SEAL, or the zeros behind the last batch, still fit. */
  public int limit() {
    return info.segmentBytes() - RecordHeader.SIZE_BYTES;
  }

  /** Writes a buffer's remaining bytes at the position, of which so many count. */
  public void write(ByteBuffer bytes, int length) throws IOException {
    file.writeFully(bytes, position);
    position += length;
  }

  /** Forces what was written. */
  public void force() throws IOException {
    file.force();
    forcedBytes = position;
  }

  /**
   * Writes the bytes between what is known to be forced and the position once more, and forces
   * them. After a failed force Linux holds pages for clean that never reached the disk; reading
   * them back shows nothing wrong. Writing them again makes them dirty again.
   */
  public void forceAgain() throws IOException {
    ByteBuffer copy = ByteBuffer.allocateDirect(Math.min(1 << 20, Math.max(1, position)));
    for (int at = forcedBytes; at < position; at += copy.limit()) {
      copy.clear().limit(Math.min(copy.capacity(), position - at));
      file.readFully(copy, at);
      file.writeFully(copy.flip(), at);
    }
    force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
