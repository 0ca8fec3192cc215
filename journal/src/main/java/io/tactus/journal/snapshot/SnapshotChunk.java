package io.tactus.journal.snapshot;

import io.tactus.journal.file.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A stretch of a snapshot in memory, and how many of its bytes, from the first on, are whole blocks
 * that check out one by one. Large enough for any block.
 *
 * <p>Threading: one thread at a time.
 */
final class SnapshotChunk implements Closeable {
  private static final int BUFFER_BYTES = 2 << 20;

  private final DiskFile file;
  private final long fileBytes;
  private ByteBuffer bytes;
  private UnsafeBuffer view;
  private long position;
  private int filled;
  private int checked;

  SnapshotChunk(DiskFile file, long fileBytes) {
    this.file = file;
    this.fileBytes = fileBytes;
  }

  /** Reads what begins at a position, as much as there is room for. */
  void read(long from) throws IOException {
    if (bytes == null) {
      bytes =
          ByteBuffer.allocateDirect((int) Math.min(BUFFER_BYTES, fileBytes))
              .order(ByteOrder.LITTLE_ENDIAN);
      view = new UnsafeBuffer(bytes);
    }
    position = from;
    checked = 0;
    bytes.clear().limit((int) Math.max(0, Math.min(bytes.capacity(), fileBytes - from)));
    file.readFully(bytes, from);
    filled = bytes.limit();
    bytes.clear();
  }

  /** Checks whole blocks, up to the first that is not whole, or is none. */
  void check(int metaCrc) {
    int at = 0;
    while (filled - at >= SnapshotFormat.BLOCK_HEADER_BYTES
        && SnapshotFormat.blockCrc(bytes, at, metaCrc)
            == bytes.getInt(at + SnapshotFormat.HEADER_CRC_OFFSET)
        && bytes.getInt(at + SnapshotFormat.KIND_OFFSET) >= 0) {
      int length = bytes.getInt(at + SnapshotFormat.LENGTH_OFFSET);
      if (length < 0 || length > SnapshotReader.MAX_BLOCK_BYTES) {
        break;
      }
      int bodyAt = at + SnapshotFormat.BLOCK_HEADER_BYTES;
      int bodyBytes = SnapshotFormat.aligned(length);
      if (filled - bodyAt < bodyBytes
          || SnapshotFormat.crc(bytes, bodyAt, bodyBytes)
              != bytes.getInt(at + SnapshotFormat.BODY_CRC_OFFSET)) {
        break;
      }
      at = bodyAt + bodyBytes;
    }
    checked = at;
  }

  /** Whether the block that begins here was checked. */
  boolean isChecked(int at) {
    return at < checked;
  }

  /** Bytes that were read. */
  int filled() {
    return filled;
  }

  /** Bytes that are whole blocks. */
  int checked() {
    return checked;
  }

  /** Where in the file it begins. */
  long position() {
    return position;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  DirectBuffer view() {
    return view;
  }

  @Override
  public void close() {
    if (bytes != null) {
      view.wrap(0, 0);
      BufferUtil.free(bytes);
      bytes = null;
    }
  }
}
