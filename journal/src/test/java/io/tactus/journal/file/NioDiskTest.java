package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void shouldNotCreateWhatItOnlyReads() {
    assertThrows(IOException.class, () -> NioDisk.existing(folder.resolve("none")));
    assertEquals(false, Files.exists(folder.resolve("none")));
  }
}
