package io.tactus.journal.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
