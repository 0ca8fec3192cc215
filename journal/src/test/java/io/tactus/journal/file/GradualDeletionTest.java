package io.tactus.journal.file;

import static io.tactus.journal.file.GradualDeletion.SLICE_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradualDeletionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, SLICE_BYTES, SLICE_BYTES + 1, 2 * SLICE_BYTES, 3 * SLICE_BYTES + 5})
  void shouldDeleteFilesOfAnySize(long bytes) throws IOException {
    Path file = fileOf(bytes);

    GradualDeletion.delete(file, () -> false);

    assertFalse(Files.exists(file));
  }

  @Test
  void shouldTakeTheNameAtOnceAndTheContentsSliceBySlice() throws Exception {
    long slices = 20;
    Path file = fileOf(slices * SLICE_BYTES);
    try (FileChannel reader = FileChannel.open(file)) {
      Thread deleting = Thread.ofPlatform().start(() -> delete(file));
      while (Files.exists(file)) {
        Thread.onSpinWait();
      }
      long whenTheNameWent = reader.size();
      deleting.join();

      assertTrue(whenTheNameWent > SLICE_BYTES, "then still " + whenTheNameWent);
      // The last slice goes with the file itself, when the last that has it open closes it.
      assertEquals(SLICE_BYTES, reader.size());
    }
  }

  @Test
  void shouldGiveBackTheRestAtOnceWhenItIsOver() throws IOException {
    Path file = fileOf(20 * SLICE_BYTES);
    try (FileChannel reader = FileChannel.open(file)) {
      AtomicInteger asked = new AtomicInteger();

      GradualDeletion.delete(file, () -> asked.incrementAndGet() > 2);

      assertFalse(Files.exists(file));
      assertEquals(18 * SLICE_BYTES, reader.size());
    }
  }

  /** Its log lines name it as everything else does. */
  @Test
  void shouldNameTheFileByItsPath() throws IOException {
    Path file = fileOf(1);
    try (FileChannel channel = FileChannel.open(file)) {
      assertEquals(file.toString(), new GradualDeletion.RealFile(file, channel).toString());
    }
  }

  /** Whoever links a file to keep it counts on its contents. */
  @Test
  void shouldLeaveTheContentsToAnotherName() throws IOException {
    long bytes = 2 * SLICE_BYTES + 1;
    Path file = fileOf(bytes);
    Path kept = Files.createLink(folder.resolve("kept"), file);

    GradualDeletion.delete(file, () -> false);

    assertFalse(Files.exists(file));
    assertEquals(bytes, Files.size(kept));
  }

  @Test
  void shouldDeleteASymbolicLinkAndNotWhatItNames() throws IOException {
    long bytes = 2 * SLICE_BYTES + 1;
    Path target = fileOf(bytes);
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    GradualDeletion.delete(link, () -> false);

    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    assertEquals(bytes, Files.size(target));
  }

  @Test
  void shouldSayWhichFileIsMissing() {
    Path file = folder.resolve("nothing");

    NoSuchFileException failure =
        assertThrows(NoSuchFileException.class, () -> GradualDeletion.delete(file, () -> false));

    assertEquals(file.toString(), failure.getFile());
  }

  private static void delete(Path file) {
    try {
      GradualDeletion.delete(file, () -> false);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sparse: only its length matters here. */
  private Path fileOf(long bytes) throws IOException {
    Path file = folder.resolve("file-" + bytes);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (bytes > 0) {
        channel.write(ByteBuffer.allocate(1), bytes - 1);
      }
    }
    return file;
  }
}
