package io.tactus.journal.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.WholeFile;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of formats, with steps as later versions may have them. */
class FolderFormatTest {
  private static final String NUMBER = "number";

  private final List<Integer> applied = new ArrayList<>();
  private final FormatChain chain = new FormatChain(3, List.of(new Step(1), new Step(2)));

  /** Writes what the file said times ten, plus the format it leads to, into a new file. */
  private final class Step implements FormatStep {
    private final int from;

    Step(int from) {
      this.from = from;
    }

    @Override
    public int from() {
      return from;
    }

    @Override
    public void apply(Disk disk) throws IOException {
      applied.add(from);
      WholeFile.replace(disk, name(from + 1), text(10 * number(disk, from) + from + 1));
      for (String old : disk.list("")) {
        if (old.equals(name(from - 1))) {
          disk.delete(old);
        }
      }
      disk.forceDirectory("");
    }
  }

  private static String name(int format) {
    return NUMBER + format;
  }

  private static byte[] text(int number) {
    return String.valueOf(number).getBytes(StandardCharsets.UTF_8);
  }

  private static int number(Disk disk, int format) throws IOException {
    try (var file = disk.openReadOnly(name(format))) {
      var bytes = java.nio.ByteBuffer.allocate((int) file.size());
      file.readFully(bytes, 0);
      return Integer.parseInt(new String(bytes.array(), StandardCharsets.UTF_8));
    }
  }

  private static FaultyDisk folder(int format) {
    FaultyDisk disk = new FaultyDisk(1);
    DataFolder.open(disk).close();
    WholeFile.replace(disk, name(format), text(format));
    FolderFormat.write(disk, format);
    return disk;
  }

  @Test
  void shouldGoStepByStep() throws IOException {
    FaultyDisk disk = folder(1);
    DataFolder.open(disk, chain).close();
    assertEquals(List.of(1, 2), applied);
    assertEquals(123, number(disk, 3));
    DataFolder.open(disk, chain).close();
    assertEquals(List.of(1, 2), applied);
    FolderFormat.check(disk, chain);
  }

  @Test
  void shouldBeginWhereTheFolderIs() throws IOException {
    DataFolder.open(folder(2), chain).close();
    assertEquals(List.of(2), applied);
    FaultyDisk fresh = new FaultyDisk(1);
    DataFolder.open(fresh, chain).close();
    assertEquals(List.of(2), applied);
    FolderFormat.check(fresh, chain);
  }

  /** Between every two operations of an upgrade: the next start goes on and gets there. */
  @ParameterizedTest
  @EnumSource
  void shouldGoOnAfterACrash(CrashMode mode) throws IOException {
    FaultyDisk measured = folder(1);
    int before = measured.history().size();
    DataFolder.open(measured, chain).close();
    int after = measured.history().size();
    assertTrue(after - before > 10, "operations " + (after - before));
    for (int operation = 1; operation <= after - before; operation++) {
      FaultyDisk disk = folder(1).crashAt(operation);
      assertThrows(SimulatedCrash.class, () -> DataFolder.open(disk, chain).close());
      FaultyDisk found = disk.afterCrash(mode);
      DataFolder.open(found, chain).close();
      assertEquals(123, number(found, 3), "operation " + operation);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tactus data folder, format 4\n",
        "tactus data folder, format 0\n",
        "tactus data folder, format one\n",
        "something else",
        ""
      })
  void shouldRefuseByNameWhatItDoesNotKnow(String text) throws IOException {
    FaultyDisk disk = folder(1);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    WholeFile.replace(disk, FolderLayout.FORMAT, bytes);
    JournalDamage damage = assertThrows(JournalDamage.class, () -> DataFolder.open(disk, chain));
    assertTrue(damage.reason().contains("format"), damage.reason());
    assertTrue(damage.advice().contains("version"), damage.advice());
    assertArrayEquals(bytes, disk.contents(FolderLayout.FORMAT));
    assertTrue(applied.isEmpty());
  }

  @Test
  void shouldOnlyReadWhatHasThePresentFormat() {
    FaultyDisk disk = folder(2);
    JournalDamage damage = assertThrows(JournalDamage.class, () -> FolderFormat.check(disk, chain));
    assertTrue(damage.reason().contains("format 2"), damage.reason());
    assertTrue(applied.isEmpty());
  }

  @Test
  void shouldRefuseAChainWithAGap() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FormatChain(4, List.of(new Step(1), new Step(3))));
    assertThrows(IllegalArgumentException.class, () -> new FormatChain(4, List.of(new Step(2))));
  }

  /** Nobody can tell which format the data has, and it must not be taken for a new folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal/00000000000000000001-0000000001.segment",
        "snapshots/00000000000000000007-0000000001.snapshot"
      })
  void shouldRefuseDataWithoutTheFile(String name) throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    DataFolder.open(disk).close();
    disk.create(name).close();
    DataFolder.open(disk).close();
    byte[] format = disk.contents(FolderLayout.FORMAT);
    disk.delete(FolderLayout.FORMAT);
    for (int attempt = 0; attempt < 2; attempt++) {
      JournalDamage damage = assertThrows(JournalDamage.class, () -> DataFolder.open(disk));
      assertTrue(damage.file().endsWith(FolderLayout.FORMAT), damage.file());
      assertTrue(damage.reason().contains("is missing"), damage.reason());
      assertTrue(damage.advice().contains(new String(format, StandardCharsets.UTF_8).strip()));
    }
    assertThrows(JournalDamage.class, () -> FolderFormat.check(disk, FormatChain.RELEASED));
    WholeFile.replace(disk, FolderLayout.FORMAT, format);
    DataFolder.open(disk).close();
  }
}
