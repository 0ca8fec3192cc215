package io.tactus.perf.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is counted, beside what a person counts who reads the code, for a table of one page. */
class TracedWorldTest {
  private static final int LINE = 64;

  /** Header 8, id 8, gold 8, skill 8, level 4, wins 4, name 1 + 31. */
  private static final int ROW_BYTES = 72;

  private static final int PAGE_BYTES = 4096;
  private static final int ROWS = 40;
  private static final int NODE_BYTES = 2048;

  /** So many look-ups after the first a reader has yet to see where rows lie by their keys. */
  private static final int BEFORE_GUESSES = 15;

  /** Bytes {@code from} to below {@code to} of all rows, as lines of their page. */
  private static int linesOfRows(int from, int to) {
    Set<Integer> lines = new HashSet<>();
    for (int row = 0; row < ROWS; row++) {
      for (int at = from; at < to; at++) {
        lines.add((row * ROW_BYTES + at) / LINE);
      }
    }
    return lines.size();
  }

  /**
   * The key image, the directory's only page, the four entries of the key's group, the node that
   * leads to the rows' two pages, id and gold of the row. The entries lie in one line, id and gold
   * (16 bytes, 8 from the row's beginning on, 72 to a row) in two in the case of one row in eight.
   */
  @Test
  void shouldCountTheLinesOfAPointReadByTheIndex() {
    int[] times = new int[8];
    try (TracedWorld world = new TracedWorld(ROWS, NODE_BYTES, 80)) {
      world.operations().pointRead(); // binds the reader to the index
      for (int i = 0; i < BEFORE_GUESSES; i++) {
        times[(int) world.trace(world.operations()::pointRead).lines()]++;
      }
    }
    assertEquals(BEFORE_GUESSES, times[5] + times[6], Arrays.toString(times));
    assertTrue(times[5] > times[6], Arrays.toString(times));
  }

  /**
   * The key image, the node that leads to the rows' two pages, header, id and gold of the row where
   * its key says: 24 bytes from its beginning on, 72 to a row, which lie in two lines in the case
   * of one row in four.
   */
  @Test
  void shouldCountTheLinesOfAPointReadByTheKeyAlone() {
    try (TracedWorld world = new TracedWorld(ROWS, NODE_BYTES, 80)) {
      for (int i = 0; i < 100; i++) {
        world.operations().pointRead(); // after sixteen the reader has seen enough
      }
      int[] times = new int[8];
      for (int i = 0; i < 1000; i++) {
        times[(int) world.trace(world.operations()::pointRead).lines()]++;
      }
      assertEquals(1000, times[3] + times[4], Arrays.toString(times));
      assertTrue(times[3] > 650 && times[4] > 150, Arrays.toString(times));
    }
  }

  /**
   * The table's header, the node that leads to the page, and of all rows the eight bytes from
   * level, and those from wins on: a condition on four bytes looks at eight.
   */
  @Test
  void shouldCountTheScansLines() {
    try (TracedWorld world = new TracedWorld(ROWS, NODE_BYTES, 80)) {
      world.operations().scan();
      long lines = world.trace(world.operations()::scan).lines();
      assertEquals(2 + linesOfRows(32, 44), lines);
    }
  }

  /** Header and rows; directory and bucket; in each tree header and root, in one page. */
  @Test
  void shouldCountThePagesOfRowsAndIndexes() {
    try (TracedWorld world = new TracedWorld(ROWS, NODE_BYTES, 80)) {
      double page = (double) PAGE_BYTES / ROWS;
      assertEquals(2 * page, world.operations().bytesOfRows());
      assertEquals(2 * page, world.operations().bytesOfKeyIndex());
      assertEquals(2 * page, world.operations().bytesOfOrderedIndexes());
      // Only the rows have more than one page; the empty table has one, and no node.
      assertEquals(page, world.operations().bytesOfPageTables());
    }
  }

  /** Larger nodes: fewer levels; the constants that are put in must have arrived. */
  @Test
  void shouldTakeOtherSizesOfNodesAndBuckets() {
    int rows = 4000;
    try (TracedWorld small = new TracedWorld(rows, 512, 40);
        TracedWorld large = new TracedWorld(rows, 4096, 90)) {
      assertTrue(
          small.operations().bytesOfKeyIndex() > 1.5 * large.operations().bytesOfKeyIndex(),
          small.operations().bytesOfKeyIndex() + " " + large.operations().bytesOfKeyIndex());
      long inSmall = 0;
      long inLarge = 0;
      for (int i = 0; i < 200; i++) {
        inSmall += small.trace(small.operations()::rangeOf100).lines();
        inLarge += large.trace(large.operations()::rangeOf100).lines();
      }
      assertTrue(inSmall > inLarge, inSmall + " " + inLarge);
    }
  }

  @Test
  void shouldKeepTheNumberOfRowsThroughWrites() {
    try (TracedWorld world = new TracedWorld(ROWS, NODE_BYTES, 80)) {
      TracedOperations operations = world.operations();
      for (int i = 0; i < 3 * ROWS; i++) {
        assertTrue(world.trace(operations::insert).lines() > 10);
        assertTrue(world.trace(operations::update).lines() > 10);
        assertTrue(world.trace(operations::updateUnindexed).lines() > 5);
        assertTrue(world.trace(operations::delete).lines() > 10);
      }
      assertEquals(ROWS, operations.rows());
    }
  }
}
