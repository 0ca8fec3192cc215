package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.format.FolderFormat;
import io.tactus.journal.format.FormatChain;
import java.io.IOException;

/**
 * A data folder that is open, and its lock; what is in it: {@link FolderLayout}.
 *
 * <p>Threading: any thread.
 */
public final class DataFolder implements AutoCloseable {
  private final Disk disk;
  private final AutoCloseable lock;

  private DataFolder(Disk disk, AutoCloseable lock) {
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * Takes the lock, creates what is missing, and brings an older format to the present one.
   *
   * @throws JournalFailure if a file operation fails; its cause is a {@link
   *     io.tactus.journal.file.DiskLockedException} if another server has the folder
   * @throws JournalDamage if the folder has a format this version cannot read, or is unfinished
   */
  public static DataFolder open(Disk disk) {
    return open(disk, FormatChain.RELEASED);
  }

  /** As {@link #open(Disk)}, as a program would that knows other formats. */
  public static DataFolder open(Disk disk, FormatChain formats) {
    try {
      DataFolder folder = new DataFolder(disk, disk.lock(FolderLayout.LOCK));
      try {
        folder.prepare(formats);
      } catch (IOException | RuntimeException | Error e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new JournalFailure("cannot open the data folder " + disk.describe(""), e);
    }
  }

  /**
   * Takes the lock of a folder that is to be filled with a whole history. Until {@link #finish}
   * nothing opens it: after a crash in the middle it is refused.
   *
   * @throws JournalFailure if a file operation fails
   * @throws IllegalArgumentException if it holds data already
   */
  public static DataFolder beginUnfinished(Disk disk) {
    try {
      return beginUnfinished(disk, disk.lock(FolderLayout.LOCK));
    } catch (IOException e) {
      throw new JournalFailure("cannot lock the data folder " + disk.describe(""), e);
    }
  }

  /**
   * As {@link #beginUnfinished(Disk)}, under a lock that the caller has taken; it is released when
   * the folder is closed, or when this throws.
   */
  public static DataFolder beginUnfinished(Disk disk, AutoCloseable lock) {
    try {
      DataFolder folder = new DataFolder(disk, lock);
      try {
        if (disk.exists(FolderLayout.FORMAT) || !disk.list(FolderLayout.JOURNAL).isEmpty()) {
          throw new IllegalArgumentException(disk.describe("") + " holds data already");
        }
        FolderFormat.writeUnfinished(disk);
        folder.createFolders();
      } catch (IOException | RuntimeException | Error e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new JournalFailure("cannot begin the data folder " + disk.describe(""), e);
    }
  }

  /** Makes a folder that was begun unfinished one that opens, in a single step. */
  public void finish() {
    FolderFormat.write(disk, FormatChain.RELEASED.current());
  }

  public Disk disk() {
    return disk;
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (Exception e) {
      throw new JournalFailure("cannot release the lock", new IOException(e));
    }
  }

  private void prepare(FormatChain formats) throws IOException {
    boolean known = disk.exists(FolderLayout.FORMAT);
    if (known) {
      FolderFormat.upgrade(disk, formats);
    } else {
      FolderFormat.refuseDataWithout(disk);
    }
    createFolders();
    if (!known) {
      FolderFormat.write(disk, formats.current());
    }
  }

  private void createFolders() throws IOException {
    disk.createDirectory(FolderLayout.JOURNAL);
    disk.createDirectory(FolderLayout.SNAPSHOTS);
    disk.createDirectory(FolderLayout.PLUGINS);
    disk.forceDirectory("");
    // What is there may have been named by a process that was killed before it could force it.
    disk.forceDirectory(FolderLayout.SNAPSHOTS);
    disk.forceDirectory(FolderLayout.PLUGINS);
  }
}
