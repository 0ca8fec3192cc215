package io.tactus.perf.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One field of one row by primary key, random keys, one thread; against a map of heap objects,
 * which has no versions, no types and no way back. Leaves out parsing, rendering and the network.
 * Rows were inserted in the order of their keys; {@link ShuffledPointReadBenchmark} has them in
 * another.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx5g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PointReadBenchmark {
  private static final long MULTIPLIER = 6364136223846793005L;

  /** What the map holds for a player. */
  private record Player(long id, long gold, double skill, String name) {}

  @Param({"10000", "10000000"})
  int rows;

  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final TableReader table = new TableReader();
  private final Long2ObjectHashMap<Player> map = new Long2ObjectHashMap<>();
  private PlayerStore players;
  private Reader reader;
  private Version version;
  private RowField gold;
  private long random = 88172645463325252L;
  private long lastRead;

  /** The id of the nth row that is inserted, n from 1: they come as generated ids do. */
  long idOf(long n) {
    return n;
  }

  /** Only what the benchmark reads: ten million objects beside the pages would crowd both. */
  @Setup
  public void fill(BenchmarkParams benchmark) {
    if (benchmark.getBenchmark().contains("agrona")) {
      for (int row = 1; row <= rows; row++) {
        long id = idOf(row);
        map.put(id, new Player(id, PlayerStore.goldOf(id), PlayerStore.skillOf(id), "player"));
      }
      return;
    }
    players = new PlayerStore(rows, this::idOf);
    reader = players.store.versions().register();
    version = reader.pin();
    table.bind(version, players.meta);
    gold = players.meta.layout().field(PlayerStore.GOLD);
  }

  @TearDown
  public void close() {
    if (players != null) {
      reader.close();
      players.close();
    }
    arena.close();
  }

  private long randomId() {
    return randomIdAfter(0);
  }

  private long randomIdAfter(long read) {
    random = random * MULTIPLIER + 1442695040888963407L + read;
    return 1 + Long.remainderUnsigned(random >>> 17, rows);
  }

  /** Look-up and one field; the version is pinned already. */
  @Benchmark
  public long tactusInPinnedVersion() {
    Memory.putLong(key, randomId());
    return gold.getLong(table.find(key));
  }

  /** With pin, catalog, bind and unpin around it, as a request does. */
  @Benchmark
  public long tactusPinAndRead() {
    reader.unpin();
    version = reader.pin();
    table.bind(version, version.catalog(Catalog.class).table(players.meta.id()));
    Memory.putLong(key, randomId());
    return gold.getLong(table.find(key));
  }

  /** The working state, as a procedure reads it. */
  @Benchmark
  public long tactusWriterSide() {
    players.store.transaction().budget().reset(Long.MAX_VALUE);
    Memory.putLong(key, randomId());
    return gold.getLong(players.table.find(key));
  }

  @Benchmark
  public long agronaLong2ObjectHashMap() {
    return map.get(randomId()).gold();
  }

  /**
   * Which key comes next depends on what was read before, so that no look-up begins before the one
   * before it has ended: how long one takes, where the others tell how many are done in a second.
   */
  @Benchmark
  public long tactusOneAfterTheOther() {
    Memory.putLong(key, randomIdAfter(lastRead));
    lastRead = gold.getLong(table.find(key));
    return lastRead;
  }

  /** As {@link #tactusOneAfterTheOther}. */
  @Benchmark
  public long agronaOneAfterTheOther() {
    lastRead = map.get(randomIdAfter(lastRead)).gold();
    return lastRead;
  }
}
