package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBelowTest {
  private static Disk below(Disk disk) throws IOException {
    disk.createDirectory("folder");
    return new DiskBelow(disk, "folder");
  }

  @Nested
  class OfASimulatedDisk extends DiskContract {
    @Override
    protected Disk makeDisk() throws IOException {
      return below(new FaultyDisk(1));
    }
  }

  @Nested
  class OfARealDisk extends DiskContract {
    @TempDir private Path folder;

    @Override
    protected Disk makeDisk() throws IOException {
      return below(NioDisk.at(folder));
    }
  }

  @Test
  void shouldStayInItsFolder() throws IOException {
    FaultyDisk whole = new FaultyDisk(1);
    Disk disk = below(whole);
    disk.create("a").close();
    disk.createUncached("b").close();
    assertEquals(List.of("a", "b"), whole.list("folder"));
    assertEquals(List.of(), whole.list(""));
    assertEquals("folder/a", disk.describe("a"));
    assertThrows(IllegalArgumentException.class, () -> new DiskBelow(whole, ""));
  }

  @Test
  void shouldPassOnEveryMethodDefaultsToo() {
    List<String> missing = ForwardingDiskTest.missing(Disk.class, DiskBelow.class, true);
    assertTrue(missing.isEmpty(), () -> "not passed on: " + missing);
  }
}
