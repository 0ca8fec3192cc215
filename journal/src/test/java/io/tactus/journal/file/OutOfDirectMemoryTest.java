package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files for which there is no memory: in a process of its own, which has next to none. */
class OutOfDirectMemoryTest {
  @TempDir Path folder;

  /** What the process does: opens files in vain, and counts those that are open all the same. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) throws IOException {
      NioDisk disk = NioDisk.at(Path.of(arguments[0]));
      disk.create("a").close();
      openFiles(); // Loads classes.
      long before = openFiles();
      int refused = 0;
      try {
        disk.openPaced("a", Throttle.NONE).close();
      } catch (OutOfMemoryError e) {
        refused++;
      }
      // At once: those that nobody knows any more are closed by the next collection of garbage.
      long left = openFiles() - before;
      try {
        disk.createUncached("new").close();
      } catch (OutOfMemoryError e) {
        refused++;
      }
      left = Math.max(left, openFiles() - before);
      System.out.println(refused + " refused, " + left + " left open");
    }

    private static long openFiles() throws IOException {
      try (var files = Files.list(Path.of("/proc/self/fd"))) {
        return files.count();
      }
    }
  }

  @Test
  void shouldLeaveNoFileOpen() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxDirectMemorySize=64k",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    String told = Files.readString(output);
    assertEquals(0, process.exitValue(), told);
    String last = told.lines().reduce((first, second) -> second).orElse("");
    assertEquals("2 refused, 0 left open", last, told);
  }
}
