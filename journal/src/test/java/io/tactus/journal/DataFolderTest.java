package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.WholeFile;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataFolderTest {

  @Test
  void shouldLayOutANewFolderAndLockIt() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    try (DataFolder folder = DataFolder.open(disk)) {
      assertTrue(folder.disk().exists(FolderLayout.JOURNAL));
      assertTrue(disk.exists(FolderLayout.SNAPSHOTS) && disk.exists(FolderLayout.PLUGINS));
      JournalFailure failure =
          assertThrows(JournalFailure.class, () -> DataFolder.open(disk).close());
      assertInstanceOf(DiskLockedException.class, failure.getCause());
    }
    DataFolder.open(disk).close();
    assertEquals(
        "tactus data folder, format 1\n",
        new String(disk.contents(FolderLayout.FORMAT), StandardCharsets.UTF_8));
  }

  @Test
  void shouldRefuseAnotherFormat() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    disk.overwrite(
        FolderLayout.FORMAT, "tactus data folder, format 2\n".getBytes(StandardCharsets.UTF_8));
    assertThrows(JournalDamage.class, () -> DataFolder.open(disk).close());
    // The lock was given back.
    assertThrows(JournalDamage.class, () -> DataFolder.open(disk).close());
  }

  @Test
  void shouldReplaceAFileAsAWholeWhereverItCrashes() throws IOException {
    byte[] before = "before".getBytes(StandardCharsets.UTF_8);
    byte[] after = "after".getBytes(StandardCharsets.UTF_8);
    for (int operation = 1; operation <= 6; operation++) {
      for (CrashMode mode : CrashMode.values()) {
        FaultyDisk disk = TestLog.disk(operation);
        WholeFile.replace(disk, FolderLayout.SCHEMA, before);
        disk.crashAt(operation);
        boolean done = false;
        try {
          WholeFile.replace(disk, FolderLayout.SCHEMA, after);
          done = true;
        } catch (SimulatedCrash e) {
          assertTrue(operation <= 5);
        }
        FaultyDisk found = disk.afterCrash(mode);
        byte[] bytes = found.contents(FolderLayout.SCHEMA);
        assertArrayEquals(bytes.length == 5 ? after : before, bytes);
        assertTrue(!done || bytes.length == 5);
        WholeFile.replace(found, FolderLayout.SCHEMA, after);
      }
    }
  }

  @Test
  void shouldParseDurability() {
    for (Durability durability : Durability.values()) {
      assertEquals(durability, Durability.parse(durability.toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> Durability.parse("FSYNC"));
  }
}
