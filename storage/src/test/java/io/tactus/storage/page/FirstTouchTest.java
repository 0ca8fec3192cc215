package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

class FirstTouchTest {

  private static final long BYTES = 64L << 20; // so much that malloc gives it a mapping of its own

  /** The mapping may be one with its neighbours', who are at work, too. */
  private static final long MOST = BYTES / 10 * 9;

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  @Test
  void shouldHaveMemoryBackedThatNobodyUsedYet() throws Exception {
    assumeTrue(Files.isReadable(MAPPINGS), "only Linux tells what is backed");
    long memory = UnsafeApi.allocateMemory(BYTES);
    try (FirstTouch touch = new FirstTouch()) {
      long before = backedBytes(memory);
      touch.later(memory, BYTES);
      long end = System.nanoTime() + 30_000_000_000L;
      while (backedBytes(memory) - before < MOST && System.nanoTime() < end) {
        Thread.sleep(10);
      }
      assertTrue(backedBytes(memory) - before >= MOST, before + ", then " + backedBytes(memory));
    } finally {
      UnsafeApi.freeMemory(memory);
    }
  }

  @Test
  void shouldLeaveWhatItsUserWritesMeanwhile() {
    long memory = UnsafeApi.allocateMemory(BYTES);
    try {
      try (FirstTouch touch = new FirstTouch()) {
        touch.later(memory, BYTES);
        for (long at = 0; at < BYTES; at += Long.BYTES) {
          Memory.putLong(memory + at, at ^ BYTES);
        }
      }
      for (long at = 0; at < BYTES; at += Long.BYTES) {
        assertEquals(at ^ BYTES, Memory.getLong(memory + at), "at " + at);
      }
    } finally {
      UnsafeApi.freeMemory(memory);
    }
  }

  @Test
  void shouldEndInTheMiddleOfARange() {
    long memory = UnsafeApi.allocateMemory(1L << 30);
    FirstTouch touch = new FirstTouch();
    touch.later(memory, 1L << 30);
    touch.close();
    UnsafeApi.freeMemory(memory); // a thread still at it would bring the process down
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    assertTrue(!threads.contains("tactus-first-touch"), threads.toString());
  }

  private static long backedBytes(long address) throws IOException {
    boolean inside = false;
    for (String line : Files.readAllLines(MAPPINGS)) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      if (dash > 0 && dash < blank && !line.substring(0, dash).contains(":")) {
        long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
        long to = Long.parseUnsignedLong(line.substring(dash + 1, blank), 16);
        inside = Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0;
      } else if (inside && line.startsWith("Rss:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("no mapping holds " + address);
  }
}
