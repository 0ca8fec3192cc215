package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;
import io.tactus.journal.file.ForwardingFile;
import io.tactus.journal.file.UncachedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Stands between the journal and a disk and leaves out one duty: what a journal with that bug would
 * do. The suites must catch every one of them.
 */
public final class BrokenDisk extends ForwardingDisk {

  /** Which duty. */
  public enum Bug {
    NONE,
    /** The names of segments. */
    DIRECTORY_NOT_FORCED,
    /** The names of snapshots. */
    SNAPSHOTS_FOLDER_NOT_FORCED,
    /** The names of plug-ins' jars. */
    PLUGINS_FOLDER_NOT_FORCED,
    /** The names of the folders, and of what lies beside them. */
    ROOT_FOLDER_NOT_FORCED,
    FILE_NOT_FORCED,
    SNAPSHOT_NOT_FORCED,
    FORCE_ERROR_IGNORED,
    SHORT_WRITE_IGNORED,
    /** What is there already as it reads is not written again: a failed force stays one. */
    SAME_BYTES_NOT_WRITTEN;

    private boolean leavesOutForceOf(String folder) {
      return switch (this) {
        case DIRECTORY_NOT_FORCED -> folder.equals(FolderLayout.JOURNAL);
        case SNAPSHOTS_FOLDER_NOT_FORCED -> folder.equals(FolderLayout.SNAPSHOTS);
        case PLUGINS_FOLDER_NOT_FORCED -> folder.equals(FolderLayout.PLUGINS);
        case ROOT_FOLDER_NOT_FORCED -> folder.isEmpty();
        default -> false;
      };
    }
  }

  private static final int UNCACHED_BLOCK_BYTES = 4096;

  private final Bug bug;

  /** A disk with a bug. */
  public BrokenDisk(Disk disk, Bug bug) {
    super(disk);
    this.bug = bug;
  }

  /** Such a file writes its last bytes as it is forced: only the force is to be left out. */
  @Override
  public DiskFile createUncached(String name) throws IOException {
    return new UncachedFile(create(name), open(name), UNCACHED_BLOCK_BYTES, 1);
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    if (!bug.leavesOutForceOf(directory)) {
      super.forceDirectory(directory);
    }
  }

  /** A gradual deletion forces the folder by itself; who leaves that out deletes at once. */
  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    if (bug.leavesOutForceOf(name.substring(0, Math.max(0, name.lastIndexOf('/'))))) {
      delete(name);
    } else {
      super.deleteGradually(name, isOver);
    }
  }

  @Override
  protected DiskFile forWriting(DiskFile file) {
    String folder = bug == Bug.SNAPSHOT_NOT_FORCED ? FolderLayout.SNAPSHOTS : FolderLayout.JOURNAL;
    return file.name().startsWith(folder) ? new BrokenFile(file, bug) : file;
  }

  private static final class BrokenFile extends ForwardingFile {
    private final Bug bug;

    BrokenFile(DiskFile file, Bug bug) {
      super(file);
      this.bug = bug;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      int length = source.remaining();
      if (bug == Bug.SAME_BYTES_NOT_WRITTEN && isThere(source, position)) {
        source.position(source.limit());
        return length;
      }
      int written = super.write(source, position);
      if (bug == Bug.SHORT_WRITE_IGNORED) {
        source.position(source.limit());
        return length;
      }
      return written;
    }

    private boolean isThere(ByteBuffer source, long position) throws IOException {
      ByteBuffer there = ByteBuffer.allocate(source.remaining());
      if (position + source.remaining() > size()) {
        return false;
      }
      readFully(there, position);
      return there.flip().mismatch(source) < 0;
    }

    @Override
    public void force() throws IOException {
      if (bug == Bug.FILE_NOT_FORCED || bug == Bug.SNAPSHOT_NOT_FORCED) {
        return;
      }
      try {
        super.force();
      } catch (IOException e) {
        if (bug != Bug.FORCE_ERROR_IGNORED) {
          throw e;
        }
      }
    }
  }
}
