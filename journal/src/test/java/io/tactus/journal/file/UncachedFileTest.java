package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncachedFileTest {
  private static final int BLOCK = UncachedFile.BLOCK_BYTES;

  @TempDir Path folder;
  private NioDisk disk;

  @BeforeEach
  void createDisk() throws IOException {
    disk = NioDisk.at(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 4097})
  void shouldHoldWhatWasWrittenOnceForced(int length) throws IOException {
    byte[] expected = random(length, length);
    try (DiskFile file = disk.createUncached("a")) {
      writeInPieces(file, expected, 0, new Random(length));
      assertEquals(length, file.size());
      file.force();
      assertArrayEquals(expected, Files.readAllBytes(folder.resolve("a")));
      assertEquals(length, file.size());
      ByteBuffer back = ByteBuffer.allocate(length);
      file.readFully(back, 0);
      assertArrayEquals(expected, back.array());
    }
    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("a")));
  }

  /** A force in the middle of a block, which is written again as a whole when it is full. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldGoOnBehindAForce(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] expected = random(2 * BLOCK + 12_345, seed);
    try (DiskFile file = disk.createUncached("a")) {
      for (int from = 0; from < expected.length; ) {
        int to = Math.min(expected.length, from + 1 + random.nextInt(BLOCK / 3));
        writeInPieces(file, Arrays.copyOfRange(expected, from, to), from, random);
        file.force();
        byte[] there = Files.readAllBytes(folder.resolve("a"));
        assertArrayEquals(Arrays.copyOf(expected, to), there, "seed " + seed);
        from = to;
      }
    }
  }

  @Test
  void shouldBeWrittenFromFrontToBackOnly() throws IOException {
    try (DiskFile file = disk.createUncached("a")) {
      file.writeFully(ByteBuffer.allocate(10), 0);
      for (long position : new long[] {0, 9, 11}) {
        assertThrows(
            IllegalArgumentException.class,
            () -> file.writeFully(ByteBuffer.allocate(1), position));
      }
      file.writeFully(ByteBuffer.allocate(1), 10);
    }
  }

  @Test
  void shouldRefuseANameThatIsTaken() throws IOException {
    Files.createFile(folder.resolve("a"));
    assertThrows(FileAlreadyExistsException.class, () -> disk.createUncached("a"));
  }

  @Test
  void shouldNotBeUsedOnceClosed() throws IOException {
    DiskFile file = disk.createUncached("a");
    file.close();
    file.close();
    assertThrows(ClosedChannelException.class, () -> file.write(ByteBuffer.allocate(1), 0));
    assertThrows(ClosedChannelException.class, file::force);
  }

  /** Of a file system that has no way past the cache, or says so at the first block. */
  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void shouldWriteThroughTheCacheWhereThereIsNoOtherWay(boolean opens, int refused)
      throws IOException {
    byte[] expected = random(2 * BLOCK + 100, 7);
    AtomicInteger writes = new AtomicInteger();
    DiskFile direct = opens ? new FailingWrites(disk.create("b"), 0, writes) : null;
    try (DiskFile file = new UncachedFile(disk.create("a"), direct, BLOCK, 1)) {
      writeInPieces(file, expected, 0, new Random(7));
      file.force();
    }
    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("a")));
    assertEquals(refused, writes.get());
  }

  /** Later on it is a disk that fails, and to be told. */
  @Test
  void shouldFailWhereABlockBehindTheFirstCannotBeWritten() throws IOException {
    DiskFile direct = new FailingWrites(disk.create("b"), 1, new AtomicInteger());
    try (DiskFile file = new UncachedFile(disk.create("a"), direct, BLOCK, 1)) {
      file.writeFully(ByteBuffer.allocate(2 * BLOCK - 1), 0);
      assertThrows(IOException.class, () -> file.writeFully(ByteBuffer.allocate(1), 2 * BLOCK - 1));
      assertThrows(IOException.class, file::force, "half a block must not pass for a whole one");
      assertThrows(IOException.class, () -> file.writeFully(ByteBuffer.allocate(1), 2 * BLOCK));
    }
  }

  /** Both ways: then it was not the way. */
  @Test
  void shouldFailWhereNoFirstBlockCanBeWritten() throws IOException {
    DiskFile direct = new FailingWrites(disk.create("b"), 0, new AtomicInteger());
    DiskFile plain = new FailingWrites(disk.create("a"), 0, new AtomicInteger());
    try (DiskFile file = new UncachedFile(plain, direct, BLOCK, 1)) {
      assertThrows(IOException.class, () -> file.writeFully(ByteBuffer.allocate(BLOCK), 0));
    }
  }

  private static void writeInPieces(DiskFile file, byte[] bytes, long position, Random random)
      throws IOException {
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(BLOCK + BLOCK / 2));
      file.writeFully(ByteBuffer.wrap(bytes, from, length), position + from);
      from += length;
    }
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Takes so many writes and fails from then on. */
  private static final class FailingWrites extends ForwardingFile {
    private final int good;
    private final AtomicInteger writes;

    FailingWrites(DiskFile file, int good, AtomicInteger writes) {
      super(file);
      this.good = good;
      this.writes = writes;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (writes.getAndIncrement() >= good) {
        throw new IOException("Invalid argument");
      }
      return super.write(source, position);
    }
  }
}
