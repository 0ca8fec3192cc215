package io.tactus.journal.snapshot;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.Throttle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one snapshot: temporary file, blocks, trailer, force, rename, force of the folder. Until
 * the rename nobody sees it.
 *
 * <p>The caller guarantees that the journal is forced through the snapshot's sequence before {@link
 * #finish}: a snapshot must never know more than the log.
 *
 * <p>Threading: one background thread, one snapshot at a time.
 */
public final class SnapshotWriter implements AutoCloseable {
  /** Written at once, so that the writing never keeps a core for long. */
  private static final int PIECE_BYTES = 128 << 10;

  private static final int FIRST_BUFFER_BYTES = 128 << 10;
  private static final DirectBuffer NO_BODY = new UnsafeBuffer(new byte[0]);

  private final Disk disk;
  private final SnapshotMeta meta;
  private final Throttle throttle;
  private final DiskFile file;
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final int metaCrc;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private int length;
  private long position;
  private long blocks;
  private int chain;
  private boolean finished;
  private boolean closed;

  private SnapshotWriter(Disk disk, SnapshotMeta meta, Throttle throttle, DiskFile file)
      throws IOException {
    this.disk = disk;
    this.meta = meta;
    this.throttle = throttle;
    this.file = file;
    allocate(FIRST_BUFFER_BYTES);
    ByteBuffer head = SnapshotFormat.head(meta);
    metaCrc = head.getInt(SnapshotFormat.META_CRC_OFFSET);
    position = head.remaining();
    file.writeFully(head, 0);
  }

  /** Begins a snapshot; a temporary file left by a crash is replaced. */
  public static SnapshotWriter create(Disk disk, SnapshotMeta meta, Throttle throttle) {
    try {
      if (disk.exists(SnapshotName.TEMPORARY)) {
        disk.delete(SnapshotName.TEMPORARY);
      }
      DiskFile file = disk.createUncached(SnapshotName.TEMPORARY);
      try {
        return new SnapshotWriter(disk, meta, throttle, file);
      } catch (IOException | RuntimeException | Error e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot begin a snapshot", e);
    }
  }

  /**
   * Adds a block; kind and id are the caller's.
   *
   * @param kind 0 or more
   * @param blockLength at most {@link SnapshotReader#MAX_BLOCK_BYTES}
   */
  public void block(int kind, long id, DirectBuffer body, int offset, int blockLength) {
    if (kind < 0 || blockLength < 0 || blockLength > SnapshotReader.MAX_BLOCK_BYTES) {
      throw new IllegalArgumentException("block of kind " + kind + ", " + blockLength + " bytes");
    }
    try {
      int headerCrc = put(kind, id, body, offset, blockLength, true, 0);
      chain = SnapshotFormat.chain(chain, headerCrc);
      blocks++;
    } catch (IOException e) {
      throw new JournalFailure("cannot write a snapshot", e);
    }
  }

  /**
   * Makes the snapshot durable and visible.
   *
   * @throws JournalFailure if an operation fails; then the snapshot does not keep its name, for
   *     nobody may count on it
   */
  public SnapshotInfo finish() {
    if (finished || closed) {
      throw new IllegalStateException("the snapshot is closed");
    }
    try {
      put(SnapshotFormat.TRAILER_KIND, blocks, NO_BODY, 0, 0, false, chain);
      flush();
      file.force();
      file.close();
      String name = SnapshotName.of(meta.sequence(), meta.epoch());
      disk.rename(SnapshotName.TEMPORARY, name);
      forceName(name);
      finished = true;
      return new SnapshotInfo(name, meta.sequence(), meta.epoch(), position);
    } catch (IOException e) {
      throw new JournalFailure("cannot finish a snapshot", e);
    }
  }

  /** A name that may be gone after a power cut must not have retention let older ones go. */
  private void forceName(String name) throws IOException {
    try {
      disk.forceDirectory(FolderLayout.SNAPSHOTS);
    } catch (IOException e) {
      try {
        disk.delete(name);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** Throws the temporary file away unless {@link #finish} went through. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    view.wrap(0, 0);
    BufferUtil.free(bytes);
    try {
      file.close();
      if (!finished && disk.exists(SnapshotName.TEMPORARY)) {
        disk.delete(SnapshotName.TEMPORARY);
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot remove an unfinished snapshot", e);
    }
  }

  private int put(
      int kind, long id, DirectBuffer body, int offset, int bodyLength, boolean sum, int crc)
      throws IOException {
    int bodyBytes = SnapshotFormat.aligned(bodyLength);
    int blockBytes = SnapshotFormat.BLOCK_HEADER_BYTES + bodyBytes;
    if (length + blockBytes > bytes.capacity()) {
      flush();
      if (blockBytes > bytes.capacity()) {
        allocate(blockBytes);
      }
    }
    int at = length;
    int bodyAt = at + SnapshotFormat.BLOCK_HEADER_BYTES;
    view.setMemory(bodyAt + bodyLength, bodyBytes - bodyLength, (byte) 0);
    view.putBytes(bodyAt, body, offset, bodyLength);
    bytes.putInt(at + SnapshotFormat.LENGTH_OFFSET, bodyLength);
    bytes.putInt(at + SnapshotFormat.KIND_OFFSET, kind);
    bytes.putLong(at + SnapshotFormat.ID_OFFSET, id);
    bytes.putLong(at + SnapshotFormat.INDEX_OFFSET, blocks);
    bytes.putInt(
        at + SnapshotFormat.BODY_CRC_OFFSET,
        sum ? SnapshotFormat.crc(bytes, bodyAt, bodyBytes) : crc);
    int headerCrc = SnapshotFormat.blockCrc(bytes, at, metaCrc);
    bytes.putInt(at + SnapshotFormat.HEADER_CRC_OFFSET, headerCrc);
    length = bodyAt + bodyBytes;
    return headerCrc;
  }

  private void allocate(int capacity) {
    view.wrap(0, 0);
    BufferUtil.free(bytes);
    bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    view.wrap(bytes);
  }

  private void flush() throws IOException {
    bytes.clear();
    for (int from = 0; from < length; ) {
      int to = Math.min(length, from + PIECE_BYTES);
      file.writeFully(bytes.limit(to).position(from), position);
      position += to - from;
      throttle.passed(to - from);
      from = to;
    }
    bytes.clear();
    length = 0;
  }
}
