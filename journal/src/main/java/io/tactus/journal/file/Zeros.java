package io.tactus.journal.file;

import java.nio.ByteBuffer;

/** Zeros to be written. Threading: any thread. */
final class Zeros {
  static final int MOST_BYTES = 128 << 10;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(MOST_BYTES).asReadOnlyBuffer();

  private Zeros() {}

  /** So many zeros, at most {@value #MOST_BYTES}. */
  static ByteBuffer of(int length) {
    return ZEROS.duplicate().limit(length);
  }
}
