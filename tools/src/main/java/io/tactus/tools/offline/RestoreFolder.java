package io.tactus.tools.offline;

import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoredFolder;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder a person wants restored, and what is said if it cannot be. Stateless. */
final class RestoreFolder {
  private RestoreFolder() {}

  /**
   * Makes an empty folder beside the one wanted.
   *
   * @throws CommandFailure if the one wanted holds anything, or another restore is at it
   */
  static RestoredFolder prepare(Path wanted) throws IOException {
    Path target = wanted.toAbsolutePath().normalize();
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw holdsSomething(wanted);
    }
    NioDisk parent = NioDisk.at(target.getParent());
    try {
      return RestoredFolder.prepare(parent, String.valueOf(target.getFileName()));
    } catch (RestoreRefused e) {
      throw holdsSomething(wanted); // Another one has just published it.
    } catch (DiskLockedException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "another restore into " + wanted + " is under way\n  another folder: --data NEWDIR");
    }
  }

  private static CommandFailure holdsSomething(Path wanted) {
    return new CommandFailure(
        ExitCode.USAGE, wanted + " holds something already: restore into a new folder");
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
