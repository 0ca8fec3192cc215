package io.tactus.tools.offline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.NioDisk;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A new data folder under another name, {@code NEWDIR.restoring}, until it is whole; then it gets
 * its name in one step. What an earlier restore left there when it was broken off is removed.
 *
 * <p>Its lock is held from before the first look at what is there until it has its name, or is
 * removed: of several restores into one folder one does it and the others are refused.
 *
 * <p>Threading: one thread.
 */
final class RestoreFolder implements AutoCloseable {
  private static final List<String> FOLDERS =
      List.of(FolderLayout.JOURNAL, FolderLayout.SNAPSHOTS, FolderLayout.PLUGINS);

  private final Path target;
  private final Path temporary;
  private final DataFolder data;
  private boolean published;

  private RestoreFolder(Path target, Path temporary, DataFolder data) {
    this.target = target;
    this.temporary = temporary;
    this.data = data;
  }

  /**
   * Makes an empty folder beside the one wanted.
   *
   * @throws CommandFailure if the one wanted holds anything, or another restore is at it
   */
  static RestoreFolder prepare(Path wanted) throws IOException {
    Path target = wanted.toAbsolutePath().normalize();
    refuseUnlessFree(wanted, target);
    Path temporary = target.resolveSibling(target.getFileName() + ".restoring");
    NioDisk disk = NioDisk.at(temporary);
    AutoCloseable lock;
    try {
      lock = disk.lock(FolderLayout.LOCK);
    } catch (DiskLockedException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "another restore into " + wanted + " is under way\n  another folder: --data NEWDIR");
    }
    boolean begun = false;
    try {
      refuseUnlessFree(wanted, target); // The last one may have just published it.
      removeContents(temporary);
      DataFolder data = DataFolder.beginUnfinished(disk, lock);
      begun = true;
      return new RestoreFolder(target, temporary, data);
    } finally {
      if (!begun) {
        release(lock);
      }
    }
  }

  private static void refuseUnlessFree(Path wanted, Path target) throws IOException {
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new CommandFailure(
          ExitCode.USAGE, wanted + " holds something already: restore into a new folder");
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

  /** The folder, locked, to be filled. */
  DataFolder data() {
    return data;
  }

  /** Gives the folder its name; durable when this returns. */
  void publish() throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    published = true;
    try (FileChannel parent = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /** Removes the folder unless it was published, and then lets others have it. */
  @Override
  public void close() throws IOException {
    try {
      if (!published) {
        removeContents(temporary);
        Files.delete(temporary.resolve(FolderLayout.LOCK));
        Files.delete(temporary);
      }
    } finally {
      data.close();
    }
  }

  /**
   * Removes what a data folder consists of and nothing else: what else is there stays, and so does
   * the file of the lock.
   */
  private static void removeContents(Path folder) throws IOException {
    for (String name : FOLDERS) {
      if (Files.isDirectory(folder.resolve(name))) {
        deleteFiles(folder.resolve(name));
        Files.delete(folder.resolve(name));
      }
    }
    deleteFiles(folder);
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, RestoreFolder::isRemoved)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static boolean isRemoved(Path file) {
    return Files.isRegularFile(file) && !file.endsWith(FolderLayout.LOCK);
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }
}
