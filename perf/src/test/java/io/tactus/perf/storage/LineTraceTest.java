package io.tactus.perf.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineTraceTest {
  private static final long LINE = 64;
  private static final long FIRST = 1L << 20;

  private final LineTrace trace = new LineTrace();

  private void touch(long line, long offset, long lengthBytes) {
    LineTrace.touched(FIRST + line * LINE + offset, lengthBytes);
  }

  @Test
  void shouldCountEachLineOnce() {
    trace.begin();
    touch(0, 0, 8);
    touch(0, 56, 8);
    touch(1, 60, 8); // ends in line 2
    touch(4, 0, 3 * LINE); // lines 4, 5, 6
    touch(9, 0, 0); // nothing
    trace.end();
    touch(20, 0, 8); // nobody traces
    assertEquals(6, trace.lines());
    assertEquals(6, trace.smallMisses());
    assertEquals(6, trace.largeMisses());
  }

  @Test
  void shouldKeepInEachCacheTheLinesTouchedLast() {
    trace.begin();
    for (int line = 0; line < 512; line++) {
      touch(line, 0, 8);
    }
    trace.end();
    trace.begin();
    touch(0, 0, 8); // still there, and from now on the one touched last
    touch(600, 0, 8); // drives out line 1
    touch(0, 0, 8);
    touch(1, 0, 8);
    trace.end();
    assertEquals(3, trace.lines());
    assertEquals(2, trace.smallMisses());
    assertEquals(1, trace.largeMisses(), "the large one still has line 1");
  }

  @Test
  void shouldForgetTheLargeCachesLinesAfter16384Others() {
    trace.begin();
    for (int line = 0; line <= 16_384; line++) {
      touch(line, 0, 8);
    }
    trace.end();
    trace.begin();
    touch(1, 0, 8);
    touch(0, 0, 8);
    trace.end();
    assertEquals(1, trace.largeMisses());
  }
}
