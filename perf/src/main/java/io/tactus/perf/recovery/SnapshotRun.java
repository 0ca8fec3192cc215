package io.tactus.perf.recovery;

import io.tactus.journal.Durability;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.EngineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What a snapshot that is being written does to the latency of writes: pairs of equally long
 * stretches at a fixed rate, one without and one with a snapshot, so that whatever else the machine
 * does falls on both.
 *
 * <p>Threading: one thread.
 */
public final class SnapshotRun {
  private static final int ROW_BYTES = RecoveryRun.NOTE_BYTES + 100;
  private static final int WARM_UP_SECONDS = 5;

  /** The name of an old snapshot goes first, and its gigabyte in the seconds behind that. */
  private static final int SETTLE_SECONDS = 4;

  private static final long WATCH_NS = 200_000_000;

  private final Path folder;
  private final long bytes;
  private final long bytesPerSecond;

  /**
   * A run.
   *
   * @param folder on the disk a server would use
   * @param bytes of the snapshot, about
   * @param bytesPerSecond the throttle, 0 for none
   */
  public SnapshotRun(Path folder, long bytes, long bytesPerSecond) {
    this.folder = folder;
    this.bytes = bytes;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Latencies of writes from when they were due.
   *
   * @param perSecond writes that were due, in all stretches
   * @param readBack while the snapshot was read again, before the one before it goes
   * @param mostAfterwards writes that the engine took behind them; less than {@code perSecond} and
   *     some, and the machine was too slow for it meanwhile
   */
  public record Pair(
      double perSecond,
      Stretch without,
      Stretch with,
      Stretch readBack,
      double snapshotSeconds,
      long bytes,
      double mostAfterwards) {
    /** How many times that without a snapshot the percentile is. */
    public double ratio(double percentile) {
      return (double) with.all().getValueAtPercentile(percentile)
          / without.all().getValueAtPercentile(percentile);
    }

    /** The same for the middle second of each; not a number if one has no whole second. */
    public double middleSecondRatio(double percentile) {
      long middle = without.middleSecond(percentile);
      return middle == 0 ? Double.NaN : (double) with.middleSecond(percentile) / middle;
    }
  }

  /**
   * What was measured.
   *
   * @param first while the first snapshot in the life of the engine was written: what changes
   *     meanwhile needs memory that is new
   */
  public record Result(Stretch first, List<Pair> pairs) {}

  /**
   * Measures.
   *
   * @param perSecond writes, 0 for half of what the engine takes just before each pair
   * @param listener told of each pair as soon as it is there: together they take minutes
   */
  public Result run(int pairs, double perSecond, Consumer<Pair> listener) throws IOException {
    EngineConfig config =
        RecoveryRun.config(bytes)
            .durability(Durability.FSYNC)
            .snapshotBytesPerSecond(bytesPerSecond)
            .snapshotsKept(1)
            .build();
    try (FilledEngine filled = new FilledEngine(folder.resolve("writes"), config)) {
      filled.createTable(RecoveryRun.NOTE_BYTES);
      long rows = bytes / ROW_BYTES;
      filled.insert(rows, RecoveryRun.NOTE_BYTES);
      double most = most(filled, rows);
      SteadyWrites warmUp = new SteadyWrites(filled, rows, perSecond > 0 ? perSecond : most / 2);
      warmUp.run(() -> false, WARM_UP_SECONDS);
      Snapshot first = writeOne(filled, warmUp);
      // Nothing tells when the first has been read back. It goes when the second has been.
      writeOne(filled, warmUp);
      readBack(filled, warmUp);
      double seconds = first.seconds;
      List<Pair> measured = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        SteadyWrites writes = new SteadyWrites(filled, rows, perSecond > 0 ? perSecond : most / 2);
        boolean withFirst = i % 2 == 0;
        Stretch before = withFirst ? null : without(writes, seconds);
        settle(writes);
        Snapshot snapshot = writeOne(filled, writes);
        seconds = snapshot.seconds;
        Stretch readBack = readBack(filled, writes);
        Stretch without = withFirst ? without(writes, seconds) : before;
        settle(writes);
        most = most(filled, rows);
        measured.add(
            new Pair(
                writes.perSecond(),
                without,
                snapshot.with,
                readBack,
                seconds,
                snapshot.bytes,
                most));
        listener.accept(measured.getLast());
      }
      return new Result(first.with, measured);
    }
  }

  private record Snapshot(Stretch with, double seconds, long bytes) {}

  private static Snapshot writeOne(FilledEngine filled, SteadyWrites writes) {
    long begunNs = System.nanoTime();
    CompletableFuture<SnapshotInfo> snapshot = filled.engine().snapshot();
    Stretch with = writes.run(snapshot::isDone, Integer.MAX_VALUE);
    double seconds = (System.nanoTime() - begunNs) / 1e9;
    return new Snapshot(with, seconds, snapshot.join().sizeBytes());
  }

  /**
   * Until the snapshot before is let go, which retention does when it has read the new one. Looked
   * for by a thread of its own, which rests in between: to list snapshots opens each, and the
   * thread that sends the writes would measure itself.
   */
  private static Stretch readBack(FilledEngine filled, SteadyWrites writes) {
    CompletableFuture<Void> gone =
        CompletableFuture.runAsync(
            () -> {
              while (filled.engine().snapshots().size() > 1) {
                LockSupport.parkNanos(WATCH_NS);
              }
            },
            Thread.ofPlatform().daemon().name("tactus-bench-watch")::start);
    Stretch stretch = writes.run(gone::isDone, Integer.MAX_VALUE);
    gone.join();
    return stretch;
  }

  private static Stretch without(SteadyWrites writes, double seconds) {
    settle(writes);
    return writes.run(() -> false, (int) Math.max(1, seconds));
  }

  private static void settle(SteadyWrites writes) {
    writes.run(() -> false, SETTLE_SECONDS);
  }

  /** Commands per second when as many as the ring takes are under way. */
  private static double most(FilledEngine filled, long rows) {
    filled.update(100_000, rows);
    long commands = 300_000;
    long begunNs = System.nanoTime();
    filled.update(commands, rows);
    return commands / ((System.nanoTime() - begunNs) / 1e9);
  }
}
