package io.tactus.perf.storage;

import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@link IndexedWriteBenchmark#insertUpdateDelete} cannot be quicker than as long as versions
 * are made of copied pages: a plain loop that copies as many random pages among as many, on memory
 * of the same kind, and writes one long into each. No rows, no keys, no trees, no undo. One page
 * after the other ({@link #copies}), and four at a time, a piece of each in turn ({@link
 * #copiesTogether}), which is what the engine does where it knows the pages in advance.
 *
 * <p>Pages touched by a command of 1,000 rows, all at random: one bucket of the key for each row
 * inserted or deleted, one page of rows for each updated, a leaf of each tree for each inserted or
 * deleted and two for each updated. A page is copied once in a command. Buckets and leaves are
 * filled to 69 %.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WriteFloorBenchmark {
  private static final double FILL = 0.69;
  private static final int TOGETHER = 4;
  private static final int PIECE_BYTES = 256;
  private static final int ROW_BYTES = 40;
  private static final int KEY_ENTRY_BYTES = 8;
  private static final int ORDERED_ENTRY_BYTES = 12;
  private static final int HASH_ENTRY_BYTES = 8;

  @Param({"100000", "10000000"})
  private int rows;

  private FramePool pool;

  /** By page of rows, of buckets, of either tree: its frame, and the command that copied it. */
  private final long[][] frames = new long[4][];

  private final int[][] copiedIn = new int[4][];
  private int command;
  private long random = 88172645463325252L;

  /** Frames that the last command gave up. */
  private long[] spare;

  private int spares;

  /** Pages touched together, and the copies begun for them. */
  private final int[] touched = new int[TOGETHER];

  private final long[] originals = new long[TOGETHER];
  private final long[] copies = new long[TOGETHER];
  private int begun;

  @Setup
  public void fill() {
    int[] pages = {
      pages(ROW_BYTES, 1),
      pages(KEY_ENTRY_BYTES, FILL),
      pages(ORDERED_ENTRY_BYTES, FILL),
      pages(HASH_ENTRY_BYTES, FILL)
    };
    int most = 5 * IndexedItems.BATCH;
    pool = new FramePool(pages[0] + pages[1] + pages[2] + pages[3] + (long) most);
    spare = new long[most];
    for (int area = 0; area < pages.length; area++) {
      frames[area] = new long[pages[area]];
      copiedIn[area] = new int[pages[area]];
      for (int page = 0; page < pages[area]; page++) {
        frames[area][page] = newFrame();
      }
    }
    while (spares < most) {
      spare[spares++] = newFrame();
    }
  }

  private int pages(int bytes, double fill) {
    return (int) (rows * (double) bytes / fill / Page.SIZE_BYTES) + 1;
  }

  private long newFrame() {
    long frame = pool.tryAllocate();
    Memory.zero(frame, Page.SIZE_BYTES);
    return frame;
  }

  @TearDown
  public void close() {
    pool.close();
  }

  /** For one row; a third inserted, updated, deleted. */
  @Benchmark
  @OperationsPerInvocation(3 * IndexedItems.BATCH)
  public void copies() {
    touchAll(1);
  }

  /** The same, the pages of four touches copied together. */
  @Benchmark
  @OperationsPerInvocation(3 * IndexedItems.BATCH)
  public void copiesTogether() {
    touchAll(TOGETHER);
  }

  private void touchAll(int together) {
    touch(1, 1, 1, together);
    touch(0, 2, 2, together);
    touch(1, 1, 1, together);
  }

  /** One command: so many times for each of its rows, in each tree. */
  private void touch(int rowsOrKey, int ordered, int hash, int together) {
    command++;
    // What the last command gave up is what this one gets.
    spares = 0;
    touch(rowsOrKey, IndexedItems.BATCH, together);
    touch(2, ordered * IndexedItems.BATCH, together);
    touch(3, hash * IndexedItems.BATCH, together);
  }

  private void touch(int area, int times, int together) {
    for (int i = 0; i < times; i += together) {
      begun = 0;
      for (int j = 0; j < together; j++) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        touched[j] = (int) ((random >>> 33) % frames[area].length);
        begin(area, touched[j]);
      }
      copyBegun();
      for (int j = 0; j < together; j++) {
        long at = random >>> (20 - j) & Page.MASK & -Long.BYTES;
        Memory.putLong(frames[area][touched[j]] + at, random);
      }
    }
  }

  private void begin(int area, int page) {
    if (copiedIn[area][page] != command) {
      copiedIn[area][page] = command;
      originals[begun] = frames[area][page];
      copies[begun] = spare[spares];
      spare[spares] = originals[begun];
      frames[area][page] = copies[begun];
      spares++;
      begun++;
    }
  }

  private void copyBegun() {
    if (begun == 1) {
      Memory.copy(originals[0], copies[0], Page.SIZE_BYTES);
      return;
    }
    for (int at = 0; at < Page.SIZE_BYTES; at += PIECE_BYTES) {
      for (int i = 0; i < begun; i++) {
        Memory.copy(originals[i] + at, copies[i] + at, PIECE_BYTES);
      }
    }
  }
}
