package io.tactus.tools.offline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.file.Disk;
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
 * <p>Threading: one thread.
 */
final class RestoreFolder implements AutoCloseable {
  private static final List<String> FOLDERS =
      List.of(DataFolder.JOURNAL, DataFolder.SNAPSHOTS, DataFolder.PLUGINS);

  private final Path target;
  private final Path temporary;
  private final Disk disk;
  private boolean published;

  private RestoreFolder(Path target, Path temporary, Disk disk) {
    this.target = target;
    this.temporary = temporary;
    this.disk = disk;
  }

  /**
   * Makes an empty folder beside the one wanted.
   *
   * @throws CommandFailure if the one wanted holds anything
   */
  static RestoreFolder prepare(Path wanted) throws IOException {
    Path target = wanted.toAbsolutePath().normalize();
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new CommandFailure(
          ExitCode.USAGE, wanted + " holds something already: restore into a new folder");
    }
    Path temporary = target.resolveSibling(target.getFileName() + ".restoring");
    if (Files.isDirectory(temporary)) {
      removeLeftover(temporary);
    }
    return new RestoreFolder(target, temporary, NioDisk.at(temporary));
  }

  private static void removeLeftover(Path temporary) throws IOException {
    try (AutoCloseable lock = NioDisk.existing(temporary).lock(DataFolder.LOCK)) {
      assert lock != null;
      remove(temporary);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  Disk disk() {
    return disk;
  }

  /** Gives the folder its name; durable when this returns. */
  void publish() throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    published = true;
    try (FileChannel parent = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /** Removes the folder unless it was published. */
  @Override
  public void close() throws IOException {
    if (!published) {
      remove(temporary);
    }
  }

  /** Removes what a data folder consists of and nothing else: what else is there stays. */
  private static void remove(Path folder) throws IOException {
    for (String name : FOLDERS) {
      if (Files.isDirectory(folder.resolve(name))) {
        deleteFiles(folder.resolve(name));
        Files.delete(folder.resolve(name));
      }
    }
    deleteFiles(folder);
    Files.delete(folder);
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
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
