package io.tactus.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.agrona.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large file written from front to back beside files whose forces people wait for. What is
 * written goes to the disk block by block, past the cache of the operating system: it never gathers
 * there for a force of another file to wait behind. Now and then it is forced, for file systems
 * that take such writes and keep them in the cache all the same.
 *
 * <p>Where a file system does not offer that, blocks are written in the ordinary way and forced one
 * by one.
 *
 * <p>What was written since the last force may not be read yet, not even by this process, and is
 * gone if the file is closed without one.
 *
 * <p>Threading: one thread.
 */
public final class UncachedFile implements DiskFile {
  private static final Logger LOG = LoggerFactory.getLogger(UncachedFile.class);

  /**
   * Bytes of a block of a real file. Larger ones keep others waiting, smaller ones take more of the
   * disk's time altogether.
   */
  static final int BLOCK_BYTES = 512 << 10;

  /** About once a second at the pace of a snapshot: for what lies in a cache all the same. */
  private static final long FORCE_EVERY_BYTES = 64L << 20;

  private final DiskFile plain;
  private final ByteBuffer memory;

  /** Begins where the processor's and the disk's blocks do; its position: what waits in it. */
  private final ByteBuffer block;

  /** Null if there is no way past the cache. */
  private DiskFile direct;

  /** Where in the file the block belongs. */
  private long blockStart;

  private boolean failed;
  private boolean closed;

  /**
   * A file with nothing in it yet.
   *
   * @param plain the file, opened in the ordinary way; for what is less than a block
   * @param direct the same file without a cache, null if that cannot be had
   * @param blockBytes written at once
   * @param alignment of memory, length and position of what is written to {@code direct}: a power
   *     of two that divides a block
   */
  public UncachedFile(DiskFile plain, DiskFile direct, int blockBytes, int alignment) {
    this.plain = plain;
    this.direct = direct;
    this.memory = ByteBuffer.allocateDirect(blockBytes + alignment);
    this.block = memory.alignedSlice(alignment).slice(0, blockBytes);
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public long size() throws IOException {
    return Math.max(plain.size(), blockStart + block.position());
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return plain.read(target, position);
  }

  /**
   * Takes bytes, and writes a block when it is full.
   *
   * @throws IllegalArgumentException if the position is not where the last write ended
   */
  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    checkOpen();
    if (position != blockStart + block.position()) {
      throw new IllegalArgumentException(
          name() + " is written from front to back, not at " + position);
    }
    int taken = Math.min(source.remaining(), block.remaining());
    block.put(source.slice(source.position(), taken));
    source.position(source.position() + taken);
    if (!block.hasRemaining()) {
      block.flip();
      failed = true;
      writeBlock();
      failed = false;
      blockStart += block.capacity();
      block.clear();
    }
    return taken;
  }

  private void writeBlock() throws IOException {
    if (direct == null || !writeDirectly()) {
      plain.writeFully(block, blockStart);
      plain.force();
    } else if ((blockStart + block.capacity()) % FORCE_EVERY_BYTES == 0) {
      plain.force();
    }
  }

  /**
   * Returns false if the first block cannot be written that way: some file systems open a file for
   * it and take nothing. If it is the disk that fails, the other way will say so.
   */
  private boolean writeDirectly() throws IOException {
    try {
      direct.writeFully(block, blockStart);
      return true;
    } catch (IOException e) {
      if (blockStart > 0) {
        throw e;
      }
      LOG.info("{} is written through the cache", name(), e);
      direct.close();
      direct = null;
      block.rewind();
      return false;
    }
  }

  @Override
  public void force() throws IOException {
    checkOpen();
    // The next block overwrites this part of it with the same bytes.
    plain.writeFully(block.duplicate().flip(), blockStart);
    plain.force();
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (failed) {
      throw new IOException(name() + ": an earlier write failed");
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    BufferUtil.free(memory);
    try {
      if (direct != null) {
        direct.close();
      }
    } finally {
      plain.close();
    }
  }
}
