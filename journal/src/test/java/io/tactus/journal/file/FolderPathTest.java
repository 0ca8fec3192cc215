package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPathTest {
  private static final String WANTED = "a/b/c";

  @TempDir Path folder;

  /** A process that is killed in the middle is started again, and then the power goes. */
  @Test
  void shouldKeepWhatAKilledProcessHadMadeButNotForced() throws IOException {
    FaultyDisk whole = new FaultyDisk(1);
    FolderPath.create(whole, WANTED);
    int operations = whole.history().size();
    assertEquals(6, operations, "three names, each forced");
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk disk = new FaultyDisk(operation).crashAt(operation);
      assertThrows(SimulatedCrash.class, () -> FolderPath.create(disk, WANTED));
      FaultyDisk again = disk.afterCrash(CrashMode.KEEP_UNFORCED);
      FolderPath.create(again, WANTED);
      FaultyDisk found = again.afterCrash(CrashMode.LOSE_UNFORCED);
      assertTrue(found.exists(WANTED), "lost, killed at operation " + operation);
    }
  }

  @Test
  void shouldForceOneFolderIfAllAreThere() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    FolderPath.create(disk, WANTED);
    FolderPath.create(disk, WANTED);
    FolderPath.create(disk, "");
    assertEquals(
        4, Collections.frequency(disk.history(), DiskOperation.FORCE_DIRECTORY), "and one more");
  }

  @Test
  void shouldRefuseAFileInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(IOException.class, () -> NioDisk.at(file));
    assertThrows(IOException.class, () -> NioDisk.at(file.resolve("b")));
  }

  /**
   * Whoever runs a server need not be allowed to list what its folder lies in, and a disk may be
   * mounted at a folder of a file system that has no such thing.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Permission denied", "Invalid argument"})
  void shouldTakeAFolderInOneThatCannotBeForced(String reason) throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    FolderPath.create(disk, "a/b");
    Disk closed =
        new ForwardingDisk(disk) {
          @Override
          public void forceDirectory(String directory) throws IOException {
            throw new IOException(reason);
          }
        };
    FolderPath.create(closed, "a/b");
    assertThrows(IOException.class, () -> FolderPath.create(closed, "a/b/c"));
  }
}
