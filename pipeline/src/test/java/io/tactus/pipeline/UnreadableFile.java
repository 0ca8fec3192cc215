package io.tactus.pipeline;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is there and whose every read fails, as on a failing disk. */
public final class UnreadableFile extends ForwardingFile {
  public UnreadableFile(DiskFile file) {
    super(file);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    throw new IOException("Input/output error");
  }
}
