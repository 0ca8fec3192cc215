package io.tactus.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that is read in small pieces, with a rest after each: forces of other files come in
 * between. Threading: as the file behind it, one reader at a time.
 */
final class PacedReads extends ForwardingFile {
  /** Read at once: what a force may have to wait for. */
  static final int PIECE_BYTES = 128 << 10;

  private final Throttle pace;

  /** A file at a pace. */
  PacedReads(DiskFile file, Throttle pace) {
    super(file);
    this.pace = pace;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int length = Math.min(target.remaining(), PIECE_BYTES);
    ByteBuffer piece = target.slice(target.position(), length);
    int read = super.read(piece, position);
    if (read > 0) {
      target.position(target.position() + read);
      pace.passed(read);
    }
    return read;
  }
}
