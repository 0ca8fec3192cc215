package io.tactus.journal.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final int SECTOR_BYTES = 512;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final SnapshotFolder folder = new SnapshotFolder(disk);

  SnapshotTest() {
    DataFolder.open(disk).close();
  }

  private static SnapshotMeta meta(long sequence) {
    return new SnapshotMeta(
        sequence, 2, 3, 4, 5, 6, 4096, 7, 8, 9, -10, List.of("aa", "b".repeat(64)));
  }

  private SnapshotInfo write(long sequence, int blocks, int blockBytes) {
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta(sequence), Throttle.NONE)) {
      for (int i = 0; i < blocks; i++) {
        byte[] bytes = bytes(i, blockBytes);
        writer.block(i % 3, i * 10L, new UnsafeBuffer(bytes), 0, bytes.length);
      }
      return writer.finish();
    }
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private int read(SnapshotInfo info, int blockBytes) {
    List<Long> ids = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(disk, info.file())) {
      assertEquals(meta(info.sequence()), reader.meta());
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            byte[] found = new byte[length];
            bytes.getBytes(offset, found);
            assertEquals(id / 10 % 3, kind);
            assertArrayEquals(bytes(id / 10, blockBytes), found);
            ids.add(id);
          });
    }
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(i * 10L, ids.get(i));
    }
    return ids.size();
  }

  @Test
  void shouldGiveBackBlocksOfAnySize() {
    for (int bytes : new int[] {0, 1, 7, 8, 4096, 70_001}) {
      assertEquals(100, read(write(bytes + 1, 100, bytes), bytes));
    }
    SnapshotInfo large = write(999_999, 5, SnapshotReader.MAX_BLOCK_BYTES);
    assertEquals(5, read(large, SnapshotReader.MAX_BLOCK_BYTES));
    assertEquals(large, folder.list().getFirst());
    assertEquals(0, read(write(1_000_000, 0, 0), 0));
    assertEquals(0, disk.openFiles());
  }

  @Test
  void shouldFinishShortWrites() {
    disk.shortWrites(true);
    assertEquals(100, read(write(1, 100, 5000), 5000));
  }

  @Test
  void shouldNoticeEveryFlippedBitAndEveryTruncation() throws IOException {
    SnapshotInfo info = write(1, 12, 90);
    byte[] good = disk.contents(info.file());
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bytes = good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamaged(info, bytes);
    }
    for (int length = 0; length < good.length; length++) {
      assertDamaged(info, Arrays.copyOf(good, length));
    }
    assertDamaged(info, Arrays.copyOf(good, good.length + 8));
    disk.overwrite(info.file(), good);
    assertEquals(12, read(info, 90));
  }

  @Test
  void shouldNoticeEveryZeroedOrForeignSector() throws IOException {
    SnapshotInfo info = write(1, 40, 90);
    byte[] good = disk.contents(info.file());
    byte[] garbage = bytes(13, SECTOR_BYTES);
    int sectors = 0;
    for (int at = 0; at < good.length; at += SECTOR_BYTES) {
      int length = Math.min(SECTOR_BYTES, good.length - at);
      for (byte[] sector : new byte[][] {new byte[SECTOR_BYTES], garbage}) {
        byte[] bytes = good.clone();
        System.arraycopy(sector, 0, bytes, at, length);
        assertDamaged(info, bytes);
      }
      sectors++;
    }
    assertTrue(sectors >= 8, "sectors " + sectors);
  }

  @Test
  void shouldRefuseAnotherVersionByName() throws IOException {
    SnapshotInfo older = write(1, 6, 90);
    SnapshotInfo info = write(2, 6, 90);
    byte[] bytes = disk.contents(info.file());
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(SnapshotFormat.FORMAT_VERSION_OFFSET, 2);
    head.putInt(
        SnapshotFormat.HEAD_CRC_OFFSET,
        SnapshotFormat.crc(head, 0, SnapshotFormat.HEAD_CRC_OFFSET));
    disk.overwrite(info.file(), bytes);
    JournalDamage damage = assertThrows(JournalDamage.class, () -> folder.verify(info));
    assertEquals(info.file(), damage.file());
    assertEquals("the snapshot has format version 2, this version reads 1", damage.reason());
    assertTrue(
        damage.advice().startsWith("Nothing was changed. Use the version of Tactus that wrote it."),
        damage.advice());
    assertEquals(older, folder.newestValid(Long.MAX_VALUE).orElseThrow());
  }

  private void assertDamaged(SnapshotInfo info, byte[] bytes) throws IOException {
    disk.overwrite(info.file(), bytes);
    JournalDamage damage = assertThrows(JournalDamage.class, () -> folder.verify(info));
    assertEquals(info.file(), damage.file());
    assertTrue(folder.newestValid(Long.MAX_VALUE).isEmpty());
  }

  @Test
  void shouldNoticeBlocksMissingMovedOrOfAnotherSnapshot() throws IOException {
    SnapshotInfo info = write(1, 6, 96);
    byte[] good = disk.contents(info.file());
    SnapshotInfo second = write(2, 6, 96);
    byte[] other = disk.contents(second.file());
    disk.delete(second.file());
    int block = 96 + SnapshotFormat.BLOCK_HEADER_BYTES;
    int first = good.length - SnapshotFormat.BLOCK_HEADER_BYTES - 6 * block;
    byte[] missing = new byte[good.length - block];
    System.arraycopy(good, 0, missing, 0, first + block);
    System.arraycopy(
        good, first + 2 * block, missing, first + block, missing.length - first - block);
    assertDamaged(info, missing);
    byte[] moved = good.clone();
    System.arraycopy(good, first, moved, first + block, block);
    assertDamaged(info, moved);
    byte[] foreign = good.clone();
    System.arraycopy(other, first, foreign, first, block);
    assertDamaged(info, foreign);
    assertDamaged(info, other);
  }

  @Test
  void shouldFallBackToAnOlderSnapshot() throws IOException {
    SnapshotInfo older = write(10, 3, 10);
    SnapshotInfo newer = write(20, 3, 10);
    assertEquals(newer, folder.newestValid(Long.MAX_VALUE).orElseThrow());
    assertEquals(older, folder.newestValid(19).orElseThrow());
    assertTrue(folder.newestValid(9).isEmpty());
    byte[] bytes = disk.contents(newer.file());
    bytes[bytes.length / 2] ^= 1;
    disk.overwrite(newer.file(), bytes);
    assertEquals(older, folder.newestValid(Long.MAX_VALUE).orElseThrow());
  }

  @Test
  void shouldReadAKeptSnapshotOnlyOnce() throws IOException {
    SnapshotInfo info = write(10, 3, 10);
    assertTrue(folder.isGood(info));
    byte[] bytes = disk.contents(info.file());
    bytes[0] ^= 1;
    disk.overwrite(info.file(), bytes);
    assertTrue(folder.isGood(info));
    assertFalse(new SnapshotFolder(disk).isGood(info));
    folder.delete(List.of(info));
    assertTrue(folder.list().isEmpty());
  }

  @Test
  void shouldLeaveNothingBehindWhenAbandonedOrFailed() throws IOException {
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta(1), Throttle.NONE)) {
      writer.block(0, 0, new UnsafeBuffer(new byte[8]), 0, 8);
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.block(-1, 0, new UnsafeBuffer(new byte[8]), 0, 8));
    }
    assertTrue(disk.list(FolderLayout.SNAPSHOTS).isEmpty());
    disk.capacityBytes(10_000);
    assertThrows(JournalFailure.class, () -> write(1, 100, 4096));
    assertTrue(disk.list(FolderLayout.SNAPSHOTS).isEmpty());
    assertEquals(0, disk.openFiles());
  }

  @Test
  void shouldKeepToTheRate() {
    long startNs = System.nanoTime();
    Throttle throttle = Throttle.of(1_000_000, () -> false);
    for (int i = 0; i < 10; i++) {
      throttle.passed(5_000);
    }
    assertTrue(System.nanoTime() - startNs >= 45_000_000L);
    assertThrows(IllegalArgumentException.class, () -> Throttle.of(-1, () -> false));
  }

  @Test
  void shouldKeepNoNameThatIsNotCertainToStay() {
    SnapshotInfo first = write(1, 2, 100);
    disk.failNext(DiskOperation.FORCE_DIRECTORY, "EIO");
    assertThrows(JournalFailure.class, () -> write(2, 2, 100));
    assertEquals(List.of(first), folder.list());
    assertEquals(0, disk.openFiles());
    write(3, 2, 100);
    assertEquals(2, folder.list().size());
  }

  @Test
  void shouldNotWaitWhenItIsOver() {
    Throttle throttle = Throttle.of(1, () -> true);
    long begun = System.nanoTime();
    throttle.passed(1 << 20);
    assertTrue(System.nanoTime() - begun < 1_000_000_000L);
  }

  @Test
  void shouldLeaveOutWhatRetentionDeletesWhileItLists() {
    write(5, 1, 10);
    SnapshotInfo doomed = write(9, 1, 10);
    Disk deleting =
        (Disk)
            Proxy.newProxyInstance(
                Disk.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("openReadOnly")
                      && arguments[0].equals(doomed.file())) {
                    disk.delete(doomed.file());
                  }
                  try {
                    return method.invoke(disk, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    assertEquals(
        List.of(5L),
        new SnapshotFolder(deleting).list().stream().map(SnapshotInfo::sequence).toList());
  }
}
