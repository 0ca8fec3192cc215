package io.tactus.perf.storage;

import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import java.util.concurrent.TimeUnit;
import org.agrona.UnsafeApi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One area of 64-byte rows. The page size is a property of the process: {@link PageSizeRun} forks
 * one JVM for each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PageBenchmark {

  private static final int ROW_BYTES = 64;
  private static final int ROWS_PER_PAGE = Page.SIZE_BYTES / ROW_BYTES;
  private static final long MAX_UNDO_BYTES = 1 << 20;

  /** A filled area whose frames have been scattered by random updates, as in a store that runs. */
  @State(Scope.Benchmark)
  public static class Table {

    @Param({"128"})
    public int megabytes;

    final AreaView view = new AreaView();
    FramePool pool;
    PageSpace space;
    Versions versions;
    Reader reader;
    int area;
    long pages;
    long rows;
    private long random = 0x9E3779B97F4A7C15L;

    @Setup(Level.Trial)
    public void fill() {
      pages = ((long) megabytes << 20) / Page.SIZE_BYTES;
      rows = pages * ROWS_PER_PAGE;
      pool = new FramePool(4 * pages + 4096);
      space = new PageSpace(pool, 2 * pages + 64, MAX_UNDO_BYTES);
      area = space.createArea();
      for (long page = 0; page < pages; page++) {
        space.appendPage(area);
        space.commit();
      }
      versions = new Versions(space, 16, "catalog");
      reader = versions.register();
      for (long i = 0; i < rows; i++) {
        update(nextRow());
        if (i % 64 == 0) {
          publish();
        }
      }
      publish();
    }

    @TearDown(Level.Trial)
    public void close() {
      reader.close();
      versions.close();
      space.close();
      pool.close();
    }

    /** Xorshift: the same rows in every run. */
    long nextRow() {
      random ^= random << 13;
      random ^= random >>> 7;
      random ^= random << 17;
      return Long.remainderUnsigned(random, rows);
    }

    void update(long row) {
      long page = row / ROWS_PER_PAGE;
      int offset = (int) (row % ROWS_PER_PAGE) * ROW_BYTES;
      long address = space.logged(area, page, offset, 16) + offset;
      Memory.putLong(address, Memory.getLong(address) + 1);
      Memory.putLong(address + 8, row);
      space.commit();
    }

    void publish() {
      versions.publish(0, 0, 0, "catalog");
    }
  }

  /** How many commands share one publication. */
  @State(Scope.Benchmark)
  public static class Batch {
    @Param({"1", "16", "256"})
    public int commands;

    int count;
  }

  /** The same rows in one buffer that is changed in place: no versions, no readers, no undo. */
  @State(Scope.Benchmark)
  public static class Flat {

    @Param({"128"})
    public int megabytes;

    long buffer;
    long copy;
    long bytes;

    @Setup(Level.Trial)
    public void allocate() {
      bytes = (long) megabytes << 20;
      buffer = UnsafeApi.allocateMemory(bytes);
      copy = UnsafeApi.allocateMemory(bytes);
      Memory.zero(buffer, bytes);
      Memory.zero(copy, bytes);
    }

    @TearDown(Level.Trial)
    public void close() {
      UnsafeApi.freeMemory(buffer);
      UnsafeApi.freeMemory(copy);
    }
  }

  /** A command that changes 16 bytes of a random row, with its share of the publication. */
  @Benchmark
  public void updateRandomRow(Table table, Batch batch) {
    table.update(table.nextRow());
    if (++batch.count >= batch.commands) {
      batch.count = 0;
      table.publish();
    }
  }

  /** Pin, find the page, read 8 bytes of a random row, let go. */
  @Benchmark
  public long readRandomRow(Table table) {
    long row = table.nextRow();
    Version version = table.reader.pin();
    long value =
        Memory.getLong(
            table.view.bind(version, table.area).address(row / ROWS_PER_PAGE)
                + row % ROWS_PER_PAGE * ROW_BYTES);
    table.reader.unpin();
    return value;
  }

  /** 8 bytes of every row; the whole area per call. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public long scan(Table table) {
    Version version = table.reader.pin();
    AreaView view = table.view.bind(version, table.area);
    long sum = 0;
    for (long page = 0; page < table.pages; page++) {
      long address = view.address(page);
      for (int offset = 0; offset < Page.SIZE_BYTES; offset += ROW_BYTES) {
        sum += Memory.getLong(address + offset);
      }
    }
    table.reader.unpin();
    return sum;
  }

  /** What {@link #scan} would cost in one flat buffer. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public long scanFlat(Flat flat) {
    long sum = 0;
    for (long offset = 0; offset < flat.bytes; offset += ROW_BYTES) {
      sum += Memory.getLong(flat.buffer + offset);
    }
    return sum;
  }

  /** What publication would cost if a version were a copy of the whole buffer. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public void copyFlat(Flat flat) {
    Memory.copy(flat.buffer, flat.copy, flat.bytes);
  }
}
