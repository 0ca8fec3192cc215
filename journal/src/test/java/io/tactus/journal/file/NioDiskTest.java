package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioDiskTest extends DiskContract {
  @TempDir Path folder;

  @Override
  protected Disk makeDisk() throws IOException {
    return NioDisk.at(folder.resolve("a/b"));
  }

  @Test
  void shouldStayInItsFolder() throws IOException {
    Disk disk = NioDisk.at(folder);
    assertThrows(IllegalArgumentException.class, () -> disk.create("../outside"));
    assertEquals(folder.resolve("x").toString(), disk.describe("x"));
  }

  /** A disk that fails in the middle of a list has not told all that is there. */
  @Test
  void shouldFailAListThatBreaksOff() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    IOException failure = new IOException("Input/output error");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      DirectoryStream<Path> breaking =
          new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
              Iterator<Path> all = entries.iterator();
              return new Iterator<>() {
                @Override
                public boolean hasNext() {
                  if (all.hasNext()) {
                    return true;
                  }
                  throw new DirectoryIteratorException(failure);
                }

                @Override
                public Path next() {
                  return all.next();
                }
              };
            }

            @Override
            public void close() {}
          };
      List<String> names = new ArrayList<>();
      assertSame(failure, assertThrows(IOException.class, () -> NioDisk.addFiles(breaking, names)));
      assertEquals(List.of("file"), names);
    }
  }

  @Test
  void shouldNotCreateWhatItOnlyReads() {
    assertThrows(IOException.class, () -> NioDisk.existing(folder.resolve("none")));
    assertEquals(false, Files.exists(folder.resolve("none")));
  }
}
