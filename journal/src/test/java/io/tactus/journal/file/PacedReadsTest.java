package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedReadsTest {
  private static final int PIECE = PacedReads.PIECE_BYTES;

  @TempDir Path folder;
  private NioDisk disk;

  @BeforeEach
  void createDisk() throws IOException {
    disk = NioDisk.at(folder);
  }

  /**
   * Past the cache, what lies between two blocks of the disk, and behind the last, is there too.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 123})
  void shouldReadWhatIsThere(int length) throws IOException {
    byte[] expected = write(length);
    Random random = new Random(length);
    try (DiskFile file = disk.openPaced("a", Throttle.NONE)) {
      assertEquals(length, file.size());
      for (int round = 0; round < 50; round++) {
        int from = random.nextInt(length + 1);
        int to = from + random.nextInt(length - from + 1);
        ByteBuffer target = ByteBuffer.allocate(to - from);
        file.readFully(target, from);
        assertArrayEquals(Arrays.copyOfRange(expected, from, to), target.array());
      }
      assertEquals(-1, file.read(ByteBuffer.allocate(1), length));
      assertEquals(-1, file.read(ByteBuffer.allocate(1), length + 100_000L));
      assertThrows(EOFException.class, () -> file.readFully(ByteBuffer.allocate(length + 1), 0));
    }
  }

  @Test
  void shouldRestAfterEachPiece() throws IOException {
    write(3 * PIECE + 17);
    List<Long> rests = new ArrayList<>();
    try (DiskFile file = disk.openPaced("a", rests::add)) {
      file.readFully(ByteBuffer.allocate(3 * PIECE + 17), 0);
    }
    assertEquals(3L * PIECE + 17, rests.stream().mapToLong(Long::longValue).sum());
    assertTrue(rests.stream().allMatch(bytes -> bytes > 0 && bytes <= PIECE), rests::toString);
  }

  @Test
  void shouldReadThroughTheCacheWhereThereIsNoOtherWay() throws IOException {
    byte[] expected = write(2 * PIECE);
    DiskFile refusing =
        new ForwardingFile(disk.openReadOnly("a")) {
          @Override
          public int read(ByteBuffer target, long position) throws IOException {
            throw new IOException("Invalid argument");
          }
        };
    try (DiskFile file = new UncachedReads(disk.openReadOnly("a"), refusing, 4096)) {
      ByteBuffer target = ByteBuffer.allocate(2 * PIECE);
      file.readFully(target, 0);
      assertArrayEquals(expected, target.array());
    }
  }

  @Test
  void shouldNotBeUsedOnceClosed() throws IOException {
    write(100);
    DiskFile file = disk.openPaced("a", Throttle.NONE);
    file.read(ByteBuffer.allocate(10), 0);
    file.close();
    file.close();
    assertThrows(ClosedChannelException.class, () -> file.read(ByteBuffer.allocate(1), 20));
  }

  @Test
  void shouldFailWhereThereIsNoFile() {
    assertThrows(NoSuchFileException.class, () -> disk.openPaced("b", Throttle.NONE));
  }

  private byte[] write(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Files.write(folder.resolve("a"), bytes);
    return bytes;
  }
}
