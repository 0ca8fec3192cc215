package io.tactus.journal;

import io.tactus.journal.record.RecordChecksum;
import java.nio.ByteBuffer;

/** What a journal without checksums would accept: anything. The suites must catch it. */
final class NoChecksum extends RecordChecksum {
  @Override
  public int header(ByteBuffer bytes, int index, long salt, long fileOffset) {
    return 0;
  }

  @Override
  public int body(ByteBuffer bytes, int index, int length) {
    return 0;
  }

  @Override
  public RecordChecksum another() {
    return new NoChecksum();
  }
}
