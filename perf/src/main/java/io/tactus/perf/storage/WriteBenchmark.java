package io.tactus.perf.storage;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
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

/**
 * Whole commands on the writer thread: begin, one write of a random row, commit; a version is
 * published after every {@code batch} commands. Rows, index, undo log, row changes and state hash
 * are all in it; decoding, journal and network are not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteBenchmark {
  private static final long MULTIPLIER = 6364136223846793005L;

  @Param({"1000000"})
  private int rows;

  @Param({"1", "64"})
  private int batch;

  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private PlayerStore players;
  private long random = 88172645463325252L;
  private long inserted;
  private int inBatch;

  @Setup
  public void fill() {
    players = new PlayerStore(rows);
    operators.add(PlayerStore.GOLD, UpdateOperator.ADD, 1);
    inserted = rows;
  }

  @TearDown
  public void close() {
    players.close();
    arena.close();
  }

  private long keyOf(long id) {
    Memory.putLong(key, id);
    return key;
  }

  private long randomId() {
    random = random * MULTIPLIER + 1442695040888963407L;
    return 1 + Long.remainderUnsigned(random >>> 17, rows);
  }

  private void endCommand(Transaction transaction) {
    transaction.commit(ChangeSink.NONE);
    if (++inBatch >= batch) {
      inBatch = 0;
      players.publish();
    }
  }

  /** {@code {"gold":{"$add":1}}} by key. */
  @Benchmark
  public void updateOneField() {
    Transaction transaction = players.store.transaction().begin(++players.sequence);
    players.table.update(keyOf(randomId()), null, operators, 0);
    endCommand(transaction);
  }

  /** A new row in one command, the deletion of it in the next: the table keeps its size. */
  @Benchmark
  public void insertThenDelete() {
    Transaction transaction = players.store.transaction().begin(++players.sequence);
    players.fill(draft, ++inserted);
    players.table.insert(draft);
    endCommand(transaction);
    transaction.begin(++players.sequence);
    players.table.delete(keyOf(inserted), 0);
    endCommand(transaction);
  }

  /** The same write taken back: what a rejected command costs. */
  @Benchmark
  public void updateAndRollBack() {
    Transaction transaction = players.store.transaction().begin(++players.sequence);
    players.table.update(keyOf(randomId()), null, operators, 0);
    transaction.rollback();
  }
}
