package io.tactus.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is read from front to back past the cache of the operating system, in blocks of
 * {@link PacedReads#PIECE_BYTES}: nothing is read ahead, so that reads, which disks are asked for
 * before writes, do not keep forces of other files waiting. What a disk gives back is checked, too,
 * and not what is in memory anyway.
 *
 * <p>Where a file system turns out to have no such way, the cache's is taken.
 *
 * <p>Threading: one thread at a time.
 */
final class UncachedReads extends ForwardingFile {
  private static final Logger LOG = LoggerFactory.getLogger(UncachedReads.class);

  private final int alignment;
  private final ByteBuffer memory;
  private final ByteBuffer block;

  /** Null once there is no way past the cache, or the file is closed. */
  private DiskFile direct;

  private long blockStart;
  private int blockBytes;

  /**
   * A file to be read.
   *
   * @param plain the file, opened in the ordinary way
   * @param direct the same file without a cache
   * @param alignment of memory, length and position of what is read: a power of two
   */
  UncachedReads(DiskFile plain, DiskFile direct, int alignment) {
    super(plain);
    this.direct = direct;
    this.alignment = alignment;
    this.memory = ByteBuffer.allocateDirect(PacedReads.PIECE_BYTES + alignment);
    this.block = memory.alignedSlice(alignment).slice(0, PacedReads.PIECE_BYTES);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (direct == null || (!holds(position) && !fill(position))) {
      return super.read(target, position);
    }
    if (!holds(position)) {
      return -1;
    }
    int from = (int) (position - blockStart);
    int length = Math.min(target.remaining(), blockBytes - from);
    target.put(block.slice(from, length));
    return length;
  }

  private boolean holds(long position) {
    return position >= blockStart && position < blockStart + blockBytes;
  }

  /** Returns false if the file system does not read that way. */
  private boolean fill(long position) throws IOException {
    blockBytes = 0;
    blockStart = position & -alignment;
    try {
      blockBytes = Math.max(0, direct.read(block.clear(), blockStart));
      return true;
    } catch (IOException e) {
      // If it is the disk that fails, the other way will say so.
      LOG.info("{} is read through the cache", name(), e);
      DiskFile refused = direct;
      direct = null;
      refused.close();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    blockBytes = 0;
    BufferUtil.free(memory);
    try {
      if (direct != null) {
        direct.close();
      }
    } finally {
      direct = null;
      super.close();
    }
  }
}
