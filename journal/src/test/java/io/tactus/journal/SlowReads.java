package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;
import io.tactus.journal.file.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A disk whose files, opened for reading only, are read a few bytes at a time, and something
 * happens after each read. It opens no file for writing.
 */
final class SlowReads extends ForwardingDisk {
  private static final int BYTES = 200;

  private final Runnable afterEach;

  SlowReads(Disk disk, Runnable afterEach) {
    super(disk);
    this.afterEach = afterEach;
  }

  @Override
  protected DiskFile forWriting(DiskFile file) {
    throw new UnsupportedOperationException("reads only: " + file.name());
  }

  @Override
  protected DiskFile forReading(DiskFile file) {
    return new SlowFile(file, afterEach);
  }

  private static final class SlowFile extends ForwardingFile {
    private final Runnable afterEach;

    SlowFile(DiskFile file, Runnable afterEach) {
      super(file);
      this.afterEach = afterEach;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int limit = target.limit();
      target.limit(Math.min(limit, target.position() + BYTES));
      try {
        return super.read(target, position);
      } finally {
        target.limit(limit);
        afterEach.run();
      }
    }
  }
}
