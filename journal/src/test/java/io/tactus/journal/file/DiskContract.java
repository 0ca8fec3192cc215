package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One contract for every disk, so that what is simulated is what happens. */
public abstract class DiskContract {
  private Disk disk;

  protected abstract Disk makeDisk() throws IOException;

  @BeforeEach
  void make() throws IOException {
    disk = makeDisk();
  }

  private void write(String name, String text) throws IOException {
    try (DiskFile file = disk.create(name)) {
      file.writeFully(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      file.force();
    }
  }

  private String read(String name) throws IOException {
    try (DiskFile file = disk.openReadOnly(name)) {
      byte[] bytes = new byte[(int) file.size()];
      file.readFully(ByteBuffer.wrap(bytes), 0);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    write("a", "hello");
    try (DiskFile file = disk.open("a")) {
      assertEquals("a", file.name());
      file.writeFully(ByteBuffer.wrap(new byte[] {'J'}), 0);
      file.writeFully(ByteBuffer.wrap(new byte[] {'!'}), 7);
      assertEquals(8, file.size());
    }
    assertEquals("Jello\0\0!", read("a"));
    assertThrows(IOException.class, () -> write("a", "again"));
    assertThrows(IOException.class, () -> disk.open("b"));
    assertThrows(IOException.class, () -> disk.openReadOnly("b"));
  }

  @Test
  void shouldReadDirectBuffersAndTheEnd() throws IOException {
    write("a", "hello");
    try (DiskFile file = disk.openReadOnly("a")) {
      ByteBuffer direct = ByteBuffer.allocateDirect(3);
      file.readFully(direct, 1);
      assertEquals('l', direct.get(2));
      assertEquals(-1, file.read(ByteBuffer.allocate(1), 5));
      assertEquals(2, file.read(ByteBuffer.allocate(9), 3));
      assertThrows(EOFException.class, () -> file.readFully(ByteBuffer.allocate(6), 0));
    }
  }

  @Test
  void shouldPreallocateZeros() throws IOException {
    try (DiskFile file = disk.create("a")) {
      file.fillWithZeros(0, 3_000_000);
      assertEquals(3_000_000, file.size());
      ByteBuffer bytes = ByteBuffer.allocate(3_000_000);
      file.readFully(bytes, 0);
      assertEquals(-1, bytes.flip().mismatch(ByteBuffer.allocate(3_000_000)));
    }
  }

  @Test
  void shouldListRenameAndDelete() throws IOException {
    disk.createDirectory("d");
    disk.createDirectory("d");
    disk.forceDirectory("");
    write("d/b", "1");
    write("d/a", "2");
    assertEquals(List.of("a", "b"), disk.list("d"));
    disk.rename("d/b", "d/c");
    disk.rename("d/a", "d/c");
    disk.forceDirectory("d");
    assertEquals(List.of("c"), disk.list("d"));
    assertEquals("2", read("d/c"));
    assertTrue(disk.exists("d/c") && disk.exists("d") && !disk.exists("d/a"));
    disk.delete("d/c");
    assertFalse(disk.exists("d/c"));
    assertThrows(IOException.class, () -> disk.delete("d/c"));
    assertThrows(IOException.class, () -> disk.rename("d/c", "d/e"));
    assertEquals(List.of(), disk.list("nowhere"));
  }

  @Test
  void shouldRenameAndDeleteFolders() throws IOException {
    disk.createDirectory("d");
    disk.createDirectory("d/e");
    write("d/e/a", "1");
    disk.createDirectory("full");
    write("full/b", "2");
    disk.createDirectory("empty");
    write("file", "3");
    assertThrows(IOException.class, () -> disk.rename("d", "full"));
    assertThrows(IOException.class, () -> disk.rename("d", "file"));
    assertThrows(IOException.class, () -> disk.rename("file", "empty"));
    disk.rename("d", "empty");
    disk.rename("empty", "named");
    assertEquals("1", read("named/e/a"));
    assertEquals("2", read("full/b"));
    assertFalse(disk.exists("d") || disk.exists("empty"));
    assertThrows(IOException.class, () -> disk.delete("named"));
    disk.delete("named/e/a");
    disk.delete("named/e");
    disk.delete("named");
    assertFalse(disk.exists("named"));
    disk.forceDirectory("");
  }

  @Test
  void shouldKeepAFileOpenOverARename() throws IOException {
    try (DiskFile file = disk.create("a")) {
      disk.rename("a", "b");
      file.writeFully(ByteBuffer.wrap(new byte[] {'x'}), 0);
    }
    assertEquals("x", read("b"));
  }

  @Test
  void shouldLockOnce() throws Exception {
    AutoCloseable lock = disk.lock("lock");
    assertThrows(DiskLockedException.class, () -> disk.lock("lock"));
    lock.close();
    disk.lock("lock").close();
  }

  @Test
  void shouldKeepFoldersAndFilesApart() throws IOException {
    write("a", "1");
    disk.createDirectory("d");
    disk.createDirectory("d/e");
    assertEquals(List.of("a"), disk.list(""));
    assertEquals(List.of(), disk.list("d"));
    assertEquals(List.of(), disk.list("a"));
    assertTrue(disk.exists("d/e") && !disk.exists("d/f") && !disk.exists("a/b"));
    assertThrows(IOException.class, () -> disk.createDirectory("a"));
    assertThrows(IOException.class, () -> disk.createDirectory("missing/d"));
    assertThrows(IOException.class, () -> disk.create("missing/a"));
    assertThrows(IOException.class, () -> disk.create("d"));
    assertThrows(IOException.class, () -> disk.rename("missing/a", "missing/b"));
    assertThrows(IOException.class, () -> disk.delete("missing/a"));
    assertThrows(IOException.class, () -> disk.forceDirectory("missing"));
    disk.forceDirectory("d");
  }

  @Test
  void shouldReadOnThroughADeletion() throws IOException {
    write("a", "hello");
    try (DiskFile file = disk.openReadOnly("a")) {
      disk.delete("a");
      write("a", "other");
      ByteBuffer bytes = ByteBuffer.allocate(5);
      file.readFully(bytes, 0);
      assertEquals('h', bytes.get(0));
    }
    assertEquals("other", read("a"));
  }

  @Test
  void shouldRefuseAFileThatIsClosed() throws IOException {
    DiskFile file = disk.create("a");
    file.close();
    file.close();
    assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(1), 0));
    assertThrows(IOException.class, () -> file.read(ByteBuffer.allocate(1), 0));
    assertThrows(IOException.class, file::force);
    assertThrows(IOException.class, file::size);
  }

  @Test
  void shouldLeaveTheFileOfTheLock() throws Exception {
    disk.lock("lock").close();
    assertTrue(disk.exists("lock"));
    assertEquals(List.of("lock"), disk.list(""));
    disk.forceDirectory("");
  }

  @Test
  void shouldSayWhatRoomThereIs() throws IOException {
    assertTrue(disk.usableBytes() > 0);
  }
}
