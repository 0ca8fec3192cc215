package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.disk.DiskLimits;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** When a snapshot is taken that nobody asked for, and when not. */
class SnapshotTriggersTest {
  private static final int BODY_BYTES = 400;
  private static final long SECOND_NS = 1_000_000_000;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final StepClock clock = new StepClock();
  private final UnsafeBuffer body = new UnsafeBuffer(new byte[BODY_BYTES]);

  private static EngineConfig.Builder never() {
    return EngineTest.small().snapshotEveryCommands(0).snapshotEveryJournalBytes(0);
  }

  /** A command that is journaled and refused, on every replay too. */
  private void command(StepEngine engine, Submitter submitter) {
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, BODY_BYTES, 1, 64));
    engine.step(10);
    submitter.drain((to, outcome, sequence, tick, reply, at, length) -> {});
  }

  private static int snapshots(StepEngine engine) {
    return engine.engine().snapshots().size();
  }

  @Test
  void shouldTakeOneWhenTheIntervalHasPassedAndCommandsCame() {
    EngineConfig config = never().snapshotEveryMs(10_000).snapshotsKept(9).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      command(engine, submitter);
      clock.advanceNs(10 * SECOND_NS - 1);
      command(engine, submitter);
      assertEquals(0, snapshots(engine), "a nanosecond too early");
      clock.advanceNs(1);
      engine.step(10);
      command(engine, submitter);
      assertEquals(1, snapshots(engine));
      clock.advanceNs(100 * SECOND_NS);
      engine.beat();
      engine.step(10);
      assertEquals(1, snapshots(engine), "nothing has happened since");
      command(engine, submitter);
      assertEquals(2, snapshots(engine));
    }
  }

  @Test
  void shouldTakeOneWhenTheJournalHasGrown() {
    long every = 20_000;
    EngineConfig config = never().snapshotEveryJournalBytes(every).snapshotsKept(9).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      int commands = 0;
      while (snapshots(engine) < 3) {
        assertTrue(commands < 200, "no snapshot after " + commands + " commands");
        command(engine, submitter);
        commands++;
      }
      // Each command takes its body and the header of its record.
      long journal = (long) commands * (BODY_BYTES + 80);
      assertTrue(journal >= 3 * every - 1_000 && journal < 3 * every + 3_000, "after " + journal);
    }
  }

  @Test
  void shouldTakeNoneWhenAllTriggersAreOff() {
    try (StepEngine engine = StepEngine.open(never().build(), disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      for (int i = 0; i < 200; i++) {
        clock.advanceNs(SECOND_NS);
        command(engine, submitter);
      }
      assertEquals(0, snapshots(engine));
    }
  }

  /** What writes need is not for snapshots; one that is asked for is tried all the same. */
  @Test
  void shouldLeaveTheLastRoomToTheJournal() {
    long limit = 8 << 20;
    EngineConfig config =
        never()
            .snapshotEveryCommands(16)
            .diskLimits(new DiskLimits(limit, limit, SECOND_NS, SECOND_NS))
            .build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      disk.capacityBytes(disk.usedBytes() + limit + limit / 4 + (1 << 20));
      for (int i = 0; i < 20; i++) {
        command(engine, submitter);
      }
      SnapshotStatistics figures = engine.engine().snapshotStatistics();
      assertEquals(0, snapshots(engine));
      assertTrue(figures.skipped() >= 1 && figures.skipped() <= 4, "skipped " + figures.skipped());
      assertEquals(0, figures.failed());
      assertTrue(figures.lastFailure().contains("no room"), figures.lastFailure());
      engine.beat();
      assertEquals(EngineStatus.RUNNING, engine.engine().status());

      engine.engine().snapshot().join();
      assertEquals(1, snapshots(engine));
      assertEquals("", engine.engine().snapshotStatistics().lastFailure());

      for (int i = 0; i < 20; i++) {
        command(engine, submitter);
      }
      assertEquals(1, snapshots(engine));
      disk.capacityBytes(Long.MAX_VALUE);
      for (int i = 0; i < 20; i++) {
        command(engine, submitter);
      }
      assertTrue(snapshots(engine) > 1, "none though there is room");
      assertEquals("", engine.engine().snapshotStatistics().lastFailure());
    }
  }

  /** A snapshot that cannot be made certain to stay must not have older ones go. */
  @Test
  void shouldCountOnNoSnapshotWhoseNameIsNotOnTheDisk() {
    EngineConfig config = never().snapshotsKept(1).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      command(engine, submitter);
      SnapshotInfo first = engine.engine().snapshot().join();
      command(engine, submitter);
      disk.failNext(DiskOperation.FORCE_DIRECTORY, "EIO");
      assertTrue(engine.engine().snapshot().isCompletedExceptionally());
      assertEquals(List.of(first), engine.engine().snapshots());
      command(engine, submitter);
      SnapshotInfo next = engine.engine().snapshot().join();
      assertEquals(List.of(next), engine.engine().snapshots());
    }
  }

  /** Commands are applied ahead of the version that a snapshot is of. */
  @Test
  void shouldHaveTheTimeOfItsState() {
    EngineConfig config = never().applyMode(ApplyMode.TICK).tickRateHz(60).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      command(engine, submitter);
      clock.advanceNs(SECOND_NS);
      engine.beat();
      engine.step(10);
      long sequence = engine.store().versions().latest().sequence();
      long micros = clock.wallMicros();
      clock.advanceNs(SECOND_NS / 100);
      command(engine, submitter);
      assertEquals(sequence, engine.store().versions().latest().sequence());
      SnapshotInfo taken = engine.engine().snapshot().join();
      assertEquals(sequence, taken.sequence());
      assertEquals(micros, SnapshotReader.head(disk, taken.file()).timestampMicros());
    }
  }
}
