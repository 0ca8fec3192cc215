package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that reads a few bytes at a time and lets something happen after each. */
record SlowReads(Disk disk, Runnable afterEach) implements Disk {
  private static final int BYTES = 200;

  @Override
  public DiskFile create(String name) {
    throw new UnsupportedOperationException("reads only: " + name);
  }

  @Override
  public DiskFile open(String name) {
    throw new UnsupportedOperationException("reads only: " + name);
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return new SlowFile(disk.openReadOnly(name), afterEach);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return disk.exists(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  @Override
  public void createDirectory(String directory) {
    throw new UnsupportedOperationException("reads only: " + directory);
  }

  @Override
  public void rename(String from, String to) {
    throw new UnsupportedOperationException("reads only: " + from);
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException("reads only: " + name);
  }

  @Override
  public void forceDirectory(String directory) {
    throw new UnsupportedOperationException("reads only: " + directory);
  }

  @Override
  public AutoCloseable lock(String name) {
    throw new UnsupportedOperationException("reads only: " + name);
  }

  private record SlowFile(DiskFile file, Runnable afterEach) implements DiskFile {
    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int limit = target.limit();
      target.limit(Math.min(limit, target.position() + BYTES));
      try {
        return file.read(target, position);
      } finally {
        target.limit(limit);
        afterEach.run();
      }
    }

    @Override
    public int write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException("reads only: " + name());
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException("reads only: " + name());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
