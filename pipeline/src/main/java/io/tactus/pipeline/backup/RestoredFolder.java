package io.tactus.pipeline.backup;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskBelow;
import io.tactus.journal.file.DiskLockedException;
import java.io.IOException;
import java.util.List;

/**
 * A new data folder under another name, {@code NAME.restoring}, until it is whole; then it gets its
 * name in one step. What an earlier restore left there when it was broken off is removed.
 *
 * <p>Its lock is held from before the first look at what is there until it has its name, or is
 * removed: of several restores into one folder one does it and the others are refused.
 *
 * <p>Threading: one thread.
 */
public final class RestoredFolder implements AutoCloseable {
  /** What its name ends with until it is whole. */
  public static final String UNFINISHED = ".restoring";

  private static final List<String> FOLDERS =
      List.of(FolderLayout.JOURNAL, FolderLayout.SNAPSHOTS, FolderLayout.PLUGINS);

  private final Disk parent;
  private final String name;
  private final DataFolder data;
  private final AutoCloseable lock;
  private boolean published;

  private RestoredFolder(Disk parent, String name, DataFolder data, AutoCloseable lock) {
    this.parent = parent;
    this.name = name;
    this.data = data;
    this.lock = lock;
  }

  /**
   * Makes an empty folder beside the one wanted.
   *
   * @param parent where it is to be
   * @throws RestoreRefused if the one wanted holds files
   * @throws io.tactus.journal.file.DiskLockedException if another restore is at it
   * @throws JournalFailure if a file operation fails
   */
  public static RestoredFolder prepare(Disk parent, String name) throws IOException {
    refuseUnlessFree(parent, name);
    String temporary = name + UNFINISHED;
    parent.createDirectory(temporary); // Its name is forced when it is the one wanted.
    Disk disk = new DiskBelow(parent, temporary);
    AutoCloseable lock = lock(parent, temporary, disk);
    try {
      refuseUnlessFree(parent, name); // The last one may have just published it.
      removeContents(disk);
      return new RestoredFolder(parent, name, DataFolder.beginUnfinished(disk, () -> {}), lock);
    } catch (IOException | RuntimeException | Error e) {
      try {
        remove(parent, temporary, disk);
      } catch (IOException | RuntimeException more) {
        e.addSuppressed(more);
      }
      release(lock);
      throw e;
    }
  }

  private static AutoCloseable lock(Disk parent, String temporary, Disk disk) throws IOException {
    try {
      return disk.lock(FolderLayout.LOCK);
    } catch (DiskLockedException e) {
      throw e; // What is there is another one's.
    } catch (IOException e) {
      try {
        parent.delete(temporary);
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  private static void refuseUnlessFree(Disk parent, String name) throws IOException {
    if (!parent.list(name).isEmpty()) {
      throw new RestoreRefused(parent.describe(name) + " holds something already");
    }
  }

  private static void release(AutoCloseable lock) throws IOException {
    try {
      lock.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The folder, locked, to be filled and {@linkplain DataFolder#finish finished}. */
  public DataFolder data() {
    return data;
  }

  /**
   * Gives the folder its name; durable when this returns.
   *
   * @throws JournalFailure if a file operation fails; it is whole and has its name then, which a
   *     loss of power may take, or it has none and is removed when this is closed
   */
  public void publish() {
    try {
      parent.rename(name + UNFINISHED, name);
      published = true;
      parent.forceDirectory("");
    } catch (IOException e) {
      throw new JournalFailure(
          published
              ? "restored, but a loss of power may yet take the name of "
                  + parent.describe(name)
                  + "; a server that starts in it makes that durable, and so does sync"
              : "restored, but it cannot get its name, " + parent.describe(name),
          e);
    }
  }

  /** Removes the folder unless it was published, and then lets others have it. */
  @Override
  public void close() throws IOException {
    try {
      if (!published) {
        remove(parent, name + UNFINISHED, data.disk());
      }
    } finally {
      try {
        data.close();
      } finally {
        release(lock);
      }
    }
  }

  private static void remove(Disk parent, String temporary, Disk disk) throws IOException {
    removeContents(disk);
    disk.delete(FolderLayout.LOCK);
    parent.delete(temporary);
  }

  /**
   * Removes the files of a data folder and of its own folders; other folders stay, and so does the
   * file of the lock.
   */
  private static void removeContents(Disk disk) throws IOException {
    for (String folder : FOLDERS) {
      if (disk.exists(folder)) {
        removeFiles(disk, folder);
        disk.delete(folder);
      }
    }
    removeFiles(disk, "");
  }

  private static void removeFiles(Disk disk, String folder) throws IOException {
    for (String file : disk.list(folder)) {
      if (!file.equals(FolderLayout.LOCK)) {
        disk.delete(folder.isEmpty() ? file : folder + "/" + file);
      }
    }
  }
}
