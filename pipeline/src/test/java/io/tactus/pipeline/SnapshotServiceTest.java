package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Durability;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.ring.Control;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotServiceTest {
  private final FaultyDisk disk = new FaultyDisk(1);

  private static void command(StepEngine engine, Submitter submitter) {
    UnsafeBuffer malformed = new UnsafeBuffer(new byte[4]);
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, malformed, 0, 4, 1, 0));
    engine.step(10);
    submitter.drain((to, outcome, sequence, tick, body, at, length) -> {});
  }

  /** Settings and plug-ins are not all in force yet, so a snapshot would not tell which are. */
  @Test
  void shouldTakeNoSnapshotBeforeTheSettingsAreInForce() {
    EngineConfig config = EngineTest.small().snapshotEveryCommands(1).build();
    try (StepEngine engine = StepEngine.open(config, disk, new StepClock())) {
      assertTrue(engine.engine().snapshots().isEmpty());
      command(engine, engine.submitter(() -> {}));
      assertEquals(1, engine.engine().snapshots().size());
    }
  }

  @Test
  void shouldWaitAfterAFailure() {
    EngineConfig config = EngineTest.small().snapshotEveryCommands(32).build();
    try (StepEngine engine = StepEngine.open(config, disk, new StepClock())) {
      Submitter submitter = engine.submitter(() -> {});
      disk.failNext(DiskOperation.RENAME, "EIO");
      assertThrows(CompletionException.class, () -> engine.engine().snapshot().join());
      for (int i = 0; i < 30; i++) {
        command(engine, submitter);
      }
      disk.failNext(DiskOperation.RENAME, "EIO");
      command(engine, submitter);
      for (int i = 0; i < 5; i++) {
        assertTrue(engine.engine().snapshots().isEmpty(), "tried again at once");
        command(engine, submitter);
      }
      assertEquals(1, engine.engine().snapshots().size());
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
    }
  }

  /** No memory to read a snapshot back, or a defect: nobody waits for what goes, and all stays. */
  @ParameterizedTest
  @EnumSource(
      value = DiskOperation.class,
      names = {"READ", "DELETE", "TRUNCATE"})
  void shouldGoOnWhenAnErrorStopsRetention(DiskOperation operation) {
    EngineConfig config = EngineTest.small().snapshotsKept(1).build();
    try (StepEngine engine = StepEngine.open(config, disk, new StepClock())) {
      Submitter submitter = engine.submitter(() -> {});
      command(engine, submitter);
      engine.engine().snapshot().join();
      command(engine, submitter);
      disk.before(
          operation,
          () -> {
            throw new InternalError("no direct memory");
          });
      engine.engine().snapshot().join();
      disk.before(operation, null);
      assertEquals(1, engine.engine().snapshotStatistics().retentionFailed());
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
      assertTrue(engine.engine().snapshotStatistics().lastFailure().contains("direct memory"));
      command(engine, submitter);
      engine.engine().snapshot().join();
      assertEquals(1, engine.engine().snapshots().size(), "the next one lets all of them go");
    }
    assertEquals(0, disk.openFiles());
  }

  /** However many ask, one snapshot is under way and one waits. */
  @Test
  void shouldShareTheSnapshotThatWaits() throws InterruptedException {
    EngineConfig config = EngineTest.small().durability(Durability.OS).build();
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      CountDownLatch held = new CountDownLatch(1);
      engine
          .pipeline()
          .ring
          .tryControl(
              new Control() {
                @Override
                public void onJournal() {
                  try {
                    assertTrue(held.await(20, TimeUnit.SECONDS));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      Set<CompletableFuture<SnapshotInfo>> asked = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        asked.add(engine.snapshot());
      }
      held.countDown();
      assertTrue(asked.size() <= 2, "queued " + asked.size());
      for (CompletableFuture<SnapshotInfo> snapshot : asked) {
        assertNotNull(snapshot.join());
      }
    }
  }
}
