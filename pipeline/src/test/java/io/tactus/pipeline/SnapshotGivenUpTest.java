package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Snapshots that get in the way of something more important: a stop, or commands. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SnapshotGivenUpTest {
  private static final int ROWS = 2_000;
  private static final long PROMPT_NS = 5_000_000_000L;

  private final FaultyDisk disk = new FaultyDisk(1);

  private static void fill(EngineClient client, int rows) {
    for (int i = 0; i < rows; i += 50) {
      OperationsEncoder encoder = new OperationsEncoder().begin();
      for (int row = 0; row < 50; row++) {
        RowDraft draft = new RowDraft().reset(client.layout("players"));
        draft.setString(1, "player " + i + " " + row);
        encoder.insert(draft, false);
      }
      client.operations(encoder).expectApplied();
    }
  }

  private static List<String> leftovers(FaultyDisk disk) throws IOException {
    return disk.list(FolderLayout.SNAPSHOTS).stream().filter(name -> name.endsWith("tmp")).toList();
  }

  /** At a kilobyte a second it would take minutes. */
  @Test
  void shouldNotMakeAStopWaitForASnapshot() throws IOException {
    EngineConfig config = EngineTest.small().snapshotBytesPerSecond(1_000).build();
    Engine engine = Engine.open(config, disk, ProgressListener.SILENT);
    EngineClient client = new EngineClient(engine);
    Ledger.create(client);
    fill(client, ROWS);
    CompletableFuture<SnapshotInfo> slow = engine.snapshot();
    Waiting.until(() -> engine.snapshotStatistics().runningBytes() > 0, "begun");
    CompletableFuture<SnapshotInfo> waiting = engine.snapshot();
    long begun = System.nanoTime();
    engine.close();
    assertTrue(System.nanoTime() - begun < PROMPT_NS, "the stop waited for the snapshot");
    assertThrows(CompletionException.class, slow::join);
    assertThrows(CompletionException.class, waiting::join);
    assertEquals(List.of(), leftovers(disk));
    try (Engine again = Engine.open(config, disk, ProgressListener.SILENT)) {
      assertTrue(again.snapshots().isEmpty());
      assertEquals(EngineStatus.RUNNING, again.status());
    }
  }

  /** Retention reads whole snapshots before it lets older ones go; a stop ends that too. */
  @Test
  void shouldNotMakeAStopWaitForRetention() {
    EngineConfig config = EngineTest.small().snapshotsKept(1).build();
    Engine engine = Engine.open(config, disk, ProgressListener.SILENT);
    EngineClient client = new EngineClient(engine);
    Ledger.create(client);
    fill(client, 20 * ROWS);
    engine.snapshot().join();
    fill(client, ROWS);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    disk.before(
        DiskOperation.READ,
        () -> {
          reads.incrementAndGet();
          reading.countDown();
          Waiting.on(closing);
        });
    int before = engine.snapshots().size();
    engine.snapshot().join();
    Waiting.until(() -> reading.getCount() == 0, "retention reads");
    Thread closer = new Thread(engine::close);
    closer.start();
    Waiting.until(() -> isWithin(closer, SnapshotService.class, "close"), "waits for snapshots");
    closing.countDown();
    Waiting.until(() -> !closer.isAlive(), "closed");
    assertTrue(reads.get() < 6, "read on, " + reads + " times");
    disk.before(DiskOperation.READ, null);
    try (Engine again = Engine.open(config, disk, ProgressListener.SILENT)) {
      assertEquals(before + 1, again.snapshots().size(), "let go without having been checked");
    }
  }

  /** Whether a thread stands still in a method, or in what that has called. */
  private static boolean isWithin(Thread thread, Class<?> type, String method) {
    return thread.getState() != Thread.State.RUNNABLE
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(
                call ->
                    call.getClassName().equals(type.getName())
                        && call.getMethodName().equals(method));
  }

  private static EngineConfig memory(int readerFrames) {
    int pages = 128;
    return EngineTest.small()
        .maxLogicalPages(pages)
        .maxFrames(FrameBudget.within(pages, 0).withReaderFrames(readerFrames).maxFrames())
        .snapshotBytesPerSecond(1_000)
        .build();
  }

  /** Has slow readers hold version after version, until something is so. */
  private static void hold(
      Engine engine, EngineClient client, Deque<Reader> slow, BooleanSupplier enough) {
    RowLayout players = client.layout("players");
    for (int round = 0; round < 150 && !enough.getAsBoolean(); round++) {
      Reader reader = engine.store().versions().register();
      reader.pin();
      slow.add(reader);
      for (int i = 1; i <= ROWS && engine.store().admitsCommands(); i += 40) {
        RowDraft draft = new RowDraft().reset(players);
        draft.setLong(2, round);
        client.operations(
            new OperationsEncoder().begin().update(client.key(players, i), draft, null, false));
      }
    }
  }

  @Test
  void shouldLeaveTheThrottleOffWhenMemoryRunsLow() {
    Deque<Reader> slow = new ArrayDeque<>();
    try (Engine engine = Engine.open(memory(3_000), disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      fill(client, ROWS);
      CompletableFuture<SnapshotInfo> snapshot = engine.snapshot();
      Waiting.until(() -> engine.snapshotStatistics().runningBytes() > 0, "begun");
      hold(engine, client, slow, engine.store()::framesRunLow);
      assertTrue(engine.store().framesRunLow(), "memory does not run low");
      Waiting.until(snapshot::isDone, "written without throttle");
      snapshot.join();
      assertEquals(1, engine.snapshotStatistics().hurried());
      slow.forEach(Reader::close);
    }
  }

  /** Rather no snapshot than no commands. */
  @Test
  void shouldGiveUpWhenCommandsWouldBeRefused() throws IOException {
    Deque<Reader> slow = new ArrayDeque<>();
    try (Engine engine = Engine.open(memory(200), disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      fill(client, ROWS);
      CountDownLatch full = new CountDownLatch(1);
      disk.before(
          DiskOperation.WRITE,
          () -> {
            if (Thread.currentThread().getName().equals("tactus-snapshot")) {
              Waiting.on(full);
            }
          });
      CompletableFuture<SnapshotInfo> snapshot = engine.snapshot();
      Waiting.until(() -> engine.store().statistics().pinnedReaders() > 0, "begun");
      hold(engine, client, slow, () -> !engine.store().admitsCommands());
      assertFalse(engine.store().admitsCommands(), "memory did not run out");
      full.countDown();
      Waiting.until(snapshot::isDone, "given up");
      assertThrows(CompletionException.class, snapshot::join);
      SnapshotStatistics figures = engine.snapshotStatistics();
      assertTrue(figures.lastFailure().contains("given up"), figures.lastFailure());
      slow.forEach(Reader::close);
      Waiting.until(engine.store()::admitsCommands, "commands are admitted again");
      assertEquals(List.of(), leftovers(disk));
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }
}
