package io.tactus.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Passes every read, write and force on to another file: for one that stands before it and does a
 * few of them otherwise. What is made of several reads or writes, such as {@link #fillWithZeros},
 * is made of those here. Threading: as the file behind it.
 */
public abstract class ForwardingFile implements DiskFile {
  private final DiskFile file;

  /** Stands before a file. */
  protected ForwardingFile(DiskFile file) {
    this.file = file;
  }

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
    return file.read(target, position);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return file.write(source, position);
  }

  @Override
  public void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
