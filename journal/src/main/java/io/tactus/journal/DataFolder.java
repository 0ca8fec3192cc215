package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.format.FolderFormat;
import io.tactus.journal.format.FormatChain;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The layout of a data folder, and its lock.
 *
 * <pre>
 * FORMAT                 text: what this folder is, its format version
 * lock                   held while a server runs
 * schema.json            the schema for people; never read back
 * journal/               segments and spares
 * snapshots/             snapshots
 * plugins/               plug-in jars by SHA-256
 * </pre>
 *
 * <p>Threading: any thread.
 */
public final class DataFolder implements AutoCloseable {
  public static final String JOURNAL = "journal";
  public static final String SNAPSHOTS = "snapshots";
  public static final String PLUGINS = "plugins";
  public static final String LOCK = "lock";
  public static final String SCHEMA = "schema.json";
  public static final String FORMAT = "FORMAT";

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
      DataFolder folder = new DataFolder(disk, disk.lock(LOCK));
      try {
        folder.prepare(formats);
      } catch (IOException | RuntimeException e) {
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
      return beginUnfinished(disk, disk.lock(LOCK));
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
        if (disk.exists(FORMAT) || !disk.list(JOURNAL).isEmpty()) {
          throw new IllegalArgumentException(disk.describe("") + " holds data already");
        }
        FolderFormat.writeUnfinished(disk);
        folder.createFolders();
      } catch (IOException | RuntimeException e) {
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

  /** Replaces a small file as a whole: temporary file, force, rename, force of the folder. */
  public static void replace(Disk disk, String name, byte[] contents) {
    String temporary = name + ".tmp";
    try {
      if (disk.exists(temporary)) {
        disk.delete(temporary);
      }
      try (DiskFile file = disk.create(temporary)) {
        file.writeFully(ByteBuffer.wrap(contents), 0);
        file.force();
      }
      disk.rename(temporary, name);
      int slash = name.lastIndexOf('/');
      disk.forceDirectory(slash < 0 ? "" : name.substring(0, slash));
    } catch (IOException e) {
      throw new JournalFailure("cannot replace " + disk.describe(name), e);
    }
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
    boolean known = disk.exists(FORMAT);
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
    disk.createDirectory(JOURNAL);
    disk.createDirectory(SNAPSHOTS);
    disk.createDirectory(PLUGINS);
    disk.forceDirectory("");
    // What is there may have been named by a process that was killed before it could force it.
    disk.forceDirectory(SNAPSHOTS);
    disk.forceDirectory(PLUGINS);
  }
}
