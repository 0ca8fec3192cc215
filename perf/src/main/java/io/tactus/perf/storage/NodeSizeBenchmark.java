package io.tactus.perf.storage;

import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.OrderedEntries;
import io.tactus.storage.index.PostingEntries;
import io.tactus.storage.index.TreeBacklogs;
import io.tactus.storage.index.TreeEntries;
import io.tactus.storage.index.TreeIndex;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.lang.foreign.Arena;
import java.util.List;
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
 * The trees of two indexes by themselves, with nodes of several sizes: one of hash fragments (8
 * bytes an entry) and one of ordered numbers (12 bytes), over rows that lie in plain memory.
 * Tables, rows in pages, key index and state hash are not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NodeSizeBenchmark {
  private static final int BATCH = 1000;
  private static final int RANGE = 100;
  private static final int SCRATCH_BYTES = Page.SIZE_BYTES;
  private static final long MULTIPLIER = 6364136223846793005L;

  @Param({"512", "1024", "2048", "4096"})
  private int nodeBytes;

  @Param({"100000"})
  private int rows;

  private final Arena arena = Arena.ofShared();
  private final OrderedCursor cursor = new OrderedCursor();
  private final byte[] low = new byte[Long.BYTES];
  private final KeyRange range = new KeyRange(low, true, new byte[0], true);
  private RowLayout layout;
  private OrderedEntries ordered;
  private FramePool pool;
  private PageSpace space;
  private Versions versions;
  private TreeBacklogs backlogs;
  private TreeIndex byOwner;
  private TreeIndex byPrice;
  private int orderedArea;
  private long rowImages;
  private long next;
  private Version version;
  private long random = 88172645463325252L;

  @Setup
  public void fill() {
    layout =
        new RowLayout(
            new TableDefinition(
                0,
                "items",
                List.of(
                    Field.of(0, "owner", FieldType.of(TypeKind.U64)),
                    Field.of(0, "price", FieldType.of(TypeKind.U64))),
                List.of("owner"),
                List.of()));
    long pages = Math.max(8192, rows / 40L);
    pool = new FramePool(3 * pages);
    space = new PageSpace(pool, pages, 256L << 20);
    backlogs = new TreeBacklogs(space);
    long scratch = arena.allocate(SCRATCH_BYTES, Long.BYTES).address();
    ordered = new OrderedEntries(layout, List.of("price"), nodeBytes);
    byPrice = open(ordered, scratch);
    orderedArea = space.areaLimit() - 1;
    byOwner = open(new PostingEntries(layout, List.of("owner"), 7, nodeBytes), scratch);
    space.commit();
    versions = new Versions(space, 1, "none");
    rowImages = arena.allocate((rows + 1L) * layout.rowBytes(), Long.BYTES).address();
    next = row(rows);
    for (int i = 0; i < rows; i++) {
      putRandom(row(i));
      space.mark();
      byOwner.insert(row(i), i + 1L);
      byPrice.insert(row(i), i + 1L);
      if (i % BATCH == 0) {
        publish();
      }
    }
    publish();
    cursor.bind(version, orderedArea, ordered.shape());
  }

  private TreeIndex open(TreeEntries entries, long scratch) {
    int area = space.createArea();
    TreeIndex.format(space, area, entries);
    // Nothing asks for duplicates, so that no pages are looked at through here.
    return new TreeIndex(space, area, null, entries, backlogs, false, scratch);
  }

  @TearDown
  public void close() {
    System.out.printf(
        "%d pages for %d rows with nodes of %d bytes%n", space.logicalPages(), rows, nodeBytes);
    versions.close();
    backlogs.close();
    space.close();
    pool.close();
    arena.close();
  }

  private long random() {
    random = random * MULTIPLIER + 1442695040888963407L;
    return random >>> 17;
  }

  private long row(int number) {
    return rowImages + (long) number * layout.rowBytes();
  }

  private void putRandom(long row) {
    layout.field(0).putLong(row, random() % (rows / 10));
    layout.field(1).putLong(row, random());
  }

  private void publish() {
    backlogs.apply();
    space.commit();
    backlogs.clear();
    version = versions.publish(0, 0, 0, "none");
  }

  /** Two entries out and two in for each of 1,000 random rows, and a version. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void update() {
    for (int i = 0; i < BATCH; i++) {
      int number = (int) (random() % rows);
      long row = row(number);
      putRandom(next);
      space.mark();
      byOwner.remove(row, number + 1L);
      byOwner.insert(next, number + 1L);
      byPrice.remove(row, number + 1L);
      byPrice.insert(next, number + 1L);
      Memory.copy(next, row, layout.rowBytes());
    }
    publish();
    cursor.bind(version, orderedArea, ordered.shape());
  }

  /** The 100 slots from a random price on. */
  @Benchmark
  public long range() {
    ordered.key().putLong(low, 0, random());
    cursor.seek(range, false);
    long sum = 0;
    for (int i = 0; i < RANGE && cursor.next(); i++) {
      sum += cursor.slot();
    }
    return sum;
  }
}
