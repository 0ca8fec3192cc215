package io.tactus.journal.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultyDiskTest {
  private static ByteBuffer filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  /** A file that is forced with ones, then written with twos. */
  private static FaultyDisk halfForced(long seed) throws IOException {
    FaultyDisk disk = new FaultyDisk(seed);
    try (DiskFile file = disk.create("a")) {
      file.writeFully(filled(2048, 1), 0);
      file.force();
      disk.forceDirectory("");
      file.writeFully(filled(2048, 2), 0);
    }
    return disk;
  }

  @Test
  void shouldLoseKeepOrTearWhatWasNotForced() throws IOException {
    assertEquals(1, halfForced(1).afterCrash(CrashMode.LOSE_UNFORCED).contents("a")[0]);
    assertEquals(2, halfForced(1).afterCrash(CrashMode.KEEP_UNFORCED).contents("a")[0]);
    TreeSet<String> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 100; seed++) {
      byte[] bytes = halfForced(seed).afterCrash(CrashMode.TEAR_UNFORCED).contents("a");
      StringBuilder sectors = new StringBuilder();
      for (int at = 0; at < bytes.length; at += 512) {
        sectors.append(bytes[at]);
        assertEquals(bytes[at], bytes[at + 511]);
      }
      outcomes.add(sectors.toString());
    }
    assertEquals(16, outcomes.size());
  }

  /** The death of a process forces nothing, and mends no force that failed. */
  @Test
  void shouldLoseInAPowerCutWhatAKilledProcessHadNotForced() throws IOException {
    FaultyDisk killed = halfForced(1).afterCrash(CrashMode.KEEP_UNFORCED);
    assertEquals(2, killed.contents("a")[0]);
    assertEquals(1, killed.afterCrash(CrashMode.LOSE_UNFORCED).contents("a")[0]);

    FaultyDisk forced = halfForced(1).afterCrash(CrashMode.KEEP_UNFORCED);
    try (DiskFile file = forced.open("a")) {
      file.force();
    }
    assertEquals(2, forced.afterCrash(CrashMode.LOSE_UNFORCED).contents("a")[0]);
  }

  @Test
  void shouldHoldForCleanWhatAFailedForceLeft() throws IOException {
    for (boolean again : new boolean[] {false, true}) {
      FaultyDisk disk = halfForced(1).failNext(DiskOperation.FORCE, "EIO");
      try (DiskFile file = disk.open("a")) {
        assertThrows(IOException.class, file::force);
      }
      FaultyDisk next = disk.afterCrash(CrashMode.KEEP_UNFORCED);
      try (DiskFile file = next.open("a")) {
        if (again) {
          file.writeFully(filled(2048, 2), 0);
        }
        file.force();
      }
      assertEquals(2, next.contents("a")[0]);
      byte[] left = next.afterCrash(CrashMode.LOSE_UNFORCED).contents("a");
      assertEquals(again ? 2 : 1, left[0]);
    }
  }

  @Test
  void shouldDoTheSameForTheSameSeed() throws IOException {
    assertArrayEquals(
        halfForced(9).afterCrash(CrashMode.TEAR_UNFORCED).contents("a"),
        halfForced(9).afterCrash(CrashMode.TEAR_UNFORCED).contents("a"));
  }

  @Test
  void shouldLoseNamesThatWereNotForced() throws IOException {
    FaultyDisk disk = halfForced(1);
    disk.rename("a", "b");
    assertEquals(List.of("b"), disk.list(""));
    assertEquals(List.of("a"), disk.afterCrash(CrashMode.LOSE_UNFORCED).list(""));
    assertThrows(SimulatedCrash.class, () -> disk.list(""));
  }

  @Test
  void shouldLoseForGoodWhatAFailedForceLeft() throws IOException {
    FaultyDisk disk = halfForced(1);
    try (DiskFile file = disk.open("a")) {
      disk.failNext(DiskOperation.FORCE, "Input/output error");
      assertThrows(IOException.class, file::force);
      file.force(); // "works", as on Linux
    }
    assertEquals(2, disk.contents("a")[0]);
    assertEquals(1, disk.afterCrash(CrashMode.LOSE_UNFORCED).contents("a")[0]);
  }

  @Test
  void shouldCrashAndFailAtTheGivenOperation() throws IOException {
    FaultyDisk disk = halfForced(1);
    int before = disk.history().size();
    disk.failAt(1, "no");
    assertEquals("no", assertThrows(IOException.class, () -> disk.delete("a")).getMessage());
    disk.crashAt(1);
    assertThrows(SimulatedCrash.class, () -> disk.delete("a"));
    assertEquals(before + 2, disk.history().size());
    assertThrows(SimulatedCrash.class, () -> disk.exists("a"));
  }

  @Test
  void shouldWriteShortAndFillUp() throws IOException {
    FaultyDisk disk = new FaultyDisk(1).shortWrites(true).capacityBytes(1000);
    try (DiskFile file = disk.create("a")) {
      ByteBuffer bytes = filled(900, 1);
      assertTrue(file.write(bytes, 0) < 900 && bytes.hasRemaining());
      file.writeFully(bytes, file.size());
      assertThrows(IOException.class, () -> file.writeFully(filled(200, 1), 900));
      file.writeFully(filled(900, 2), 0);
      assertEquals(1, disk.openFiles());
    }
    assertEquals(0, disk.openFiles());
    assertThrows(IOException.class, () -> disk.openReadOnly("a").write(filled(1, 1), 0));
  }

  /** Whatever was done to names shows after a crash only if the folder was forced behind it. */
  @Test
  void shouldLoseFoldersFilesAndDeletionsThatWereNotForced() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    disk.createDirectory("d");
    try (DiskFile file = disk.create("d/a")) {
      file.force();
    }
    disk.forceDirectory("d");
    FaultyDisk other = disk.copy();
    assertFalse(disk.afterCrash(CrashMode.LOSE_UNFORCED).exists("d"), "its parent was not forced");
    assertEquals(List.of("a"), other.list("d"), "a copy is taken as it is seen");

    FaultyDisk forced = new FaultyDisk(1);
    forced.createDirectory("d");
    forced.forceDirectory("");
    forced.create("d/a").close();
    assertEquals(List.of(), forced.copy().afterCrash(CrashMode.KEEP_UNFORCED).list("e"));
    forced.forceDirectory("d");
    forced.delete("d/a");
    forced.create("d/b").close();
    FaultyDisk found = forced.afterCrash(CrashMode.LOSE_UNFORCED);
    assertEquals(List.of("a"), found.list("d"));
    found.delete("d/a");
    found.forceDirectory("d");
    assertEquals(List.of(), found.afterCrash(CrashMode.LOSE_UNFORCED).list("d"));
  }

  @Test
  void shouldReorderChangesOfDifferentNamesButNotOfOne() throws IOException {
    TreeSet<String> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 200; seed++) {
      FaultyDisk disk = new FaultyDisk(seed);
      disk.create("a").close();
      disk.create("b").close();
      disk.rename("a", "c");
      outcomes.add(disk.afterCrash(CrashMode.TEAR_UNFORCED).list("").toString());
    }
    assertEquals(new TreeSet<>(List.of("[]", "[a]", "[b]", "[c]", "[a, b]", "[b, c]")), outcomes);
  }

  @Test
  void shouldReorderWrites() throws IOException {
    TreeSet<Integer> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 50; seed++) {
      FaultyDisk disk = new FaultyDisk(seed);
      try (DiskFile file = disk.create("a")) {
        file.writeFully(filled(1024, 0), 0);
        file.force();
        disk.forceDirectory("");
        file.writeFully(filled(512, 1), 0);
        file.writeFully(filled(512, 2), 512);
      }
      byte[] bytes = disk.afterCrash(CrashMode.TEAR_UNFORCED).contents("a");
      outcomes.add(bytes[0] * 10 + bytes[512]);
    }
    assertEquals(new TreeSet<>(List.of(0, 2, 10, 12)), outcomes);
  }

  @Test
  void shouldFailReadsSometimesAndEverythingWhenTheDiskIsGone() throws IOException {
    FaultyDisk disk = halfForced(1);
    try (DiskFile file = disk.openReadOnly("a")) {
      long before = disk.operations();
      disk.failNext(DiskOperation.READ, "EIO");
      assertThrows(IOException.class, () -> file.read(filled(1, 0), 0));
      assertEquals(1, file.read(filled(1, 0), 0));
      assertEquals(before, disk.operations(), "reads are not counted");
      disk.failSometimes(DiskOperation.READ, 0.5, "EIO");
      int failures = 0;
      for (int i = 0; i < 200; i++) {
        try {
          file.read(filled(1, 0), 0);
        } catch (IOException e) {
          failures++;
        }
      }
      assertTrue(failures > 50 && failures < 150, "failures " + failures);
      disk.gone("no such device");
      assertThrows(IOException.class, () -> disk.exists("a"));
      assertThrows(IOException.class, () -> disk.list(""));
      assertThrows(IOException.class, disk::usableBytes);
      assertThrows(IOException.class, () -> disk.openReadOnly("a"));
      assertThrows(IOException.class, file::size);
      disk.mended();
      assertEquals(2048, file.size());
    }
  }

  @Test
  void shouldWaitBeforeAnOperation() throws IOException {
    FaultyDisk disk = halfForced(1);
    int[] waits = new int[1];
    disk.before(DiskOperation.FORCE, () -> waits[0]++);
    try (DiskFile file = disk.open("a")) {
      file.force();
      disk.before(DiskOperation.FORCE, null);
      file.force();
    }
    assertEquals(1, waits[0]);
  }

  /** A full disk takes what fits, and then nothing that grows a file. */
  @Test
  void shouldTakeWhatFits() throws IOException {
    FaultyDisk disk = new FaultyDisk(1).capacityBytes(1000);
    try (DiskFile file = disk.create("a")) {
      assertEquals(1000, disk.usableBytes());
      assertEquals(600, file.write(filled(600, 1), 0));
      assertEquals(400, file.write(filled(600, 1), 600));
      assertEquals(0, disk.usableBytes());
      assertThrows(IOException.class, () -> file.write(filled(1, 1), 1000));
      assertThrows(IOException.class, () -> file.write(filled(1, 1), 2000));
      assertEquals(500, file.write(filled(501, 2), 500));
      assertEquals(1000, disk.usedBytes());
    }
    disk.delete("a");
    assertEquals(1000, disk.usableBytes());
  }

  @Test
  void shouldStopInTheMiddleOfAWrite() {
    TreeSet<Integer> lengths = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      FaultyDisk disk = new FaultyDisk(seed);
      try (DiskFile file = disk.create("a")) {
        disk.crashAt(1);
        assertThrows(SimulatedCrash.class, () -> file.write(filled(3, 1), 0));
        lengths.add(disk.afterCrash(CrashMode.KEEP_UNFORCED).contents("a").length);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    assertEquals(new TreeSet<>(List.of(0, 1, 2, 3)), lengths);
  }
}
