package io.tactus.pipeline.backup;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskBelow;
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
  private boolean published;

  private RestoredFolder(Disk parent, String name, DataFolder data) {
    this.parent = parent;
    this.name = name;
    this.data = data;
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
    AutoCloseable lock = disk.lock(FolderLayout.LOCK);
    boolean begun = false;
    try {
      refuseUnlessFree(parent, name); // The last one may have just published it.
      removeContents(disk);
      begun = true;
    } finally {
      if (!begun) {
        release(lock);
      }
    }
    return new RestoredFolder(parent, name, DataFolder.beginUnfinished(disk, lock));
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
   * @throws JournalFailure if a file operation fails; it has its name then or not, and is whole
   */
  public void publish() {
    try {
      parent.rename(name + UNFINISHED, name);
      published = true;
      parent.forceDirectory("");
    } catch (IOException e) {
      throw new JournalFailure(
          published
              ? "restored, but a loss of power may take " + parent.describe(name)
              : "restored, but it cannot get its name, " + parent.describe(name),
          e);
    }
  }

  /** Removes the folder unless it was published, and then lets others have it. */
  @Override
  public void close() throws IOException {
    try {
      if (!published) {
        removeContents(data.disk());
        data.disk().delete(FolderLayout.LOCK);
        parent.delete(name + UNFINISHED);
      }
    } finally {
      data.close();
    }
  }

  /**
   * Removes what a data folder consists of and nothing else: what else is there stays, and so does
   * the file of the lock.
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
