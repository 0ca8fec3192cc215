package io.tactus.journal.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file with positioned reads and writes; it has no current position of its own.
 *
 * <p>Threading: reads from any thread; writes and forces from one thread at a time.
 */
public interface DiskFile extends Closeable {

  /** The name it was opened with; a later rename does not change it. */
  String name();

  /** Its length in bytes. */
  long size() throws IOException;

  /**
   * Reads into the buffer's remaining space.
   *
   * @return bytes read, at least 1 unless there was no space; -1 at or past the end of the file
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes some of the buffer's remaining bytes and moves its position past them. May be short.
   *
   * @return bytes written
   */
  int write(ByteBuffer source, long position) throws IOException;

  /**
   * Makes everything written so far durable, the file's length included. After a failure nothing is
   * known about what was written since the last success, and calling again proves nothing: Linux
   * marks the pages clean.
   */
  void force() throws IOException;

  @Override
  void close() throws IOException;

  /** Writes all remaining bytes, in as many writes as it takes. */
  default void writeFully(ByteBuffer source, long position) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      int written = write(source, at);
      if (written <= 0) {
        throw new IOException("a write made no progress: " + name() + " at " + at);
      }
      at += written;
    }
  }

  /** Fills the buffer's remaining space, or fails with {@link EOFException}. */
  default void readFully(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = read(target, at);
      if (read < 0) {
        throw new EOFException(name() + " ends at " + at);
      }
      at += read;
    }
  }

  /**
   * Writes zeros from one position to another, so that later writes neither change the file's
   * length nor need new blocks. Not sparse: a full disk shows here, not under a later write.
   */
  default void fillWithZeros(long from, long to) throws IOException {
    for (long at = from; at < to; ) {
      int length = (int) Math.min(Zeros.MOST_BYTES, to - at);
      writeFully(Zeros.of(length), at);
      at += length;
    }
  }
}
