package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Stands between the journal and a disk and leaves out one duty: what a journal with that bug would
 * do. The suites must catch every one of them.
 */
public record BrokenDisk(Disk disk, Bug bug) implements Disk {

  /** Which duty. */
  public enum Bug {
    NONE,
    DIRECTORY_NOT_FORCED,
    FILE_NOT_FORCED,
    SNAPSHOT_NOT_FORCED,
    FORCE_ERROR_IGNORED,
    SHORT_WRITE_IGNORED,
    /** What is there already as it reads is not written again: a failed force stays one. */
    SAME_BYTES_NOT_WRITTEN
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return broken(disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return broken(disk.open(name));
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return disk.openReadOnly(name);
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
  public void createDirectory(String directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    if (bug != Bug.DIRECTORY_NOT_FORCED || !directory.equals(FolderLayout.JOURNAL)) {
      disk.forceDirectory(directory);
    }
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    return disk.lock(name);
  }

  private DiskFile broken(DiskFile file) {
    String folder = bug == Bug.SNAPSHOT_NOT_FORCED ? FolderLayout.SNAPSHOTS : FolderLayout.JOURNAL;
    return file.name().startsWith(folder) ? new BrokenFile(file, bug) : file;
  }

  private record BrokenFile(DiskFile file, Bug bug) implements DiskFile {
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
      int length = source.remaining();
      if (bug == Bug.SAME_BYTES_NOT_WRITTEN && isThere(source, position)) {
        source.position(source.limit());
        return length;
      }
      int written = file.write(source, position);
      if (bug == Bug.SHORT_WRITE_IGNORED) {
        source.position(source.limit());
        return length;
      }
      return written;
    }

    private boolean isThere(ByteBuffer source, long position) throws IOException {
      ByteBuffer there = ByteBuffer.allocate(source.remaining());
      if (position + source.remaining() > file.size()) {
        return false;
      }
      file.readFully(there, position);
      return there.flip().mismatch(source) < 0;
    }

    @Override
    public void force() throws IOException {
      if (bug == Bug.FILE_NOT_FORCED || bug == Bug.SNAPSHOT_NOT_FORCED) {
        return;
      }
      try {
        file.force();
      } catch (IOException e) {
        if (bug != Bug.FORCE_ERROR_IGNORED) {
          throw e;
        }
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
