package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.disk.DiskReport.State;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, fails to answer, is slow, or goes away under a running engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiskShortTest {
  private static final long MIB = 1 << 20;
  private static final long BEAT_NS = 20_000_000;

  @TempDir private Path folder;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final StepClock clock = new StepClock();
  private final UnsafeBuffer empty = new UnsafeBuffer(new byte[512]);

  private static DiskLimits limits(long warn, long min) {
    return new DiskLimits(warn, min, 20_000_000, 5_000_000);
  }

  private StepEngine open(EngineConfig.Builder config) {
    return StepEngine.open(config.tickRateHz(50).build(), disk, clock);
  }

  /** Leaves so much room, and has the engine look. */
  private State room(StepEngine engine, long bytes) {
    disk.capacityBytes(disk.usedBytes() + bytes);
    engine.beat();
    return engine.engine().disk().state();
  }

  /** A command of no operations, which is applied and journaled like any other. */
  private Admission submit(Submitter submitter, int bytes) {
    return submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, empty, 0, bytes, 1, 64);
  }

  private static Map<Outcome, Integer> drain(Submitter submitter) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    submitter.drain(
        (correlation, outcome, sequence, tick, body, offset, length) ->
            outcomes.merge(outcome, 1, Integer::sum));
    return outcomes;
  }

  @Test
  void shouldWarnThenRefuseThenGoOnWithoutARestart() {
    try (StepEngine engine = open(EngineTest.small().diskLimits(limits(8 * MIB, 4 * MIB)))) {
      Submitter submitter = engine.submitter(() -> {});
      assertEquals(State.OK, room(engine, 8 * MIB));
      assertEquals("", engine.engine().disk().detail());
      assertEquals(State.LOW, room(engine, 8 * MIB - 1));
      assertEquals(8 * MIB - 1, engine.engine().disk().freeBytes());
      assertEquals(Admission.ACCEPTED, submit(submitter, 4));
      assertEquals(State.LOW, room(engine, 4 * MIB));
      assertEquals(State.FULL, room(engine, 4 * MIB - 1));
      assertTrue(engine.engine().disk().detail().contains("4194303 bytes left"));
      assertEquals(Admission.DISK_SHORT, submit(submitter, 4));
      assertEquals(EngineStatus.RUNNING, engine.engine().status(), "nothing has failed");
      assertEquals(State.FULL, room(engine, 5 * MIB - 1), "it does not flutter");
      assertEquals(State.LOW, room(engine, 5 * MIB));
      assertEquals(Admission.ACCEPTED, submit(submitter, 4));
      assertEquals(State.OK, room(engine, 9 * MIB));
      engine.step(10);
      assertEquals(2, drain(submitter).values().stream().mapToInt(n -> n).sum());
    }
  }

  /** Whatever had been admitted is journaled, although there is not one byte left. */
  @Test
  void shouldFinishWhatItAdmittedWithTheRoomItKeptReady() {
    EngineConfig.Builder config = EngineTest.small().diskLimits(limits(8 * MIB, 4 * MIB));
    int admitted = 0;
    try (StepEngine engine = open(config)) {
      Submitter submitter = engine.submitter(() -> {});
      while (submit(submitter, 512) == Admission.ACCEPTED) {
        admitted++;
      }
      assertEquals(State.FULL, room(engine, 0));
      while (engine.step(64) > 0) {
        assertEquals(EngineStatus.RUNNING, engine.engine().status());
      }
      Map<Outcome, Integer> outcomes = drain(submitter);
      assertFalse(outcomes.containsKey(Outcome.OUTCOME_UNKNOWN), outcomes.toString());
      assertEquals(admitted, outcomes.values().stream().mapToInt(n -> n).sum());
    }
    disk.capacityBytes(Long.MAX_VALUE);
    try (StepEngine again = open(config)) {
      assertEquals(EngineStatus.RUNNING, again.engine().status());
    }
  }

  /** Without any limit set, the missing spare is the last warning, a whole segment early. */
  @Test
  void shouldRefuseWhenTheNextSegmentHasNoRoomAndNeverFail() {
    EngineConfig.Builder config = EngineTest.small().diskLimits(limits(0, 0));
    try (StepEngine engine = open(config)) {
      Submitter submitter = engine.submitter(() -> {});
      disk.capacityBytes(disk.usedBytes() + MIB / 2);
      for (int round = 0; round < 3; round++) {
        Admission admission = Admission.ACCEPTED;
        int accepted = 0;
        while (admission == Admission.ACCEPTED) {
          admission = submit(submitter, 512);
          accepted++;
          engine.step(10);
          engine.beat();
          drain(submitter);
          assertEquals(EngineStatus.RUNNING, engine.engine().status());
        }
        assertEquals(Admission.DISK_SHORT, admission);
        assertTrue(accepted > 500, "accepted " + accepted);
        String detail = engine.engine().disk().detail();
        assertTrue(detail.contains("No room for the next journal segment"), detail);
        disk.capacityBytes(disk.usedBytes() + MIB + MIB / 2);
        engine.beat();
        assertEquals(State.OK, engine.engine().disk().state());
      }
    }
  }

  /**
   * Game logic writes too: its beats wait, and the time they missed is skipped, as after a stall.
   */
  @Test
  void shouldHoldTheBeatsThatWouldWrite() {
    Plugin everyBeat =
        new Plugin() {
          @Override
          public String name() {
            return "every-beat";
          }

          @Override
          public void register(Registry registry) {
            registry.onTick("every-beat.run", 1, context -> {});
          }
        };
    try (StepEngine engine =
        open(
            EngineTest.small()
                .diskLimits(limits(8 * MIB, 4 * MIB))
                .plugin(new PluginSource.BuiltIn(everyBeat)))) {
      EngineStatistics statistics = engine.engine().statistics();
      beats(engine, 5);
      long before = statistics.ticks();
      assertTrue(before >= 4, "ticks " + before);
      room(engine, 0);
      beats(engine, 100);
      assertEquals(before, statistics.ticks(), "no beat wrote");
      disk.capacityBytes(Long.MAX_VALUE);
      beats(engine, 6);
      assertTrue(statistics.ticks() > before);
      assertTrue(statistics.skippedTicks() >= 90, "skipped " + statistics.skippedTicks());
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
    }
  }

  private void beats(StepEngine engine, int beats) {
    for (int i = 0; i < beats; i++) {
      clock.advanceNs(BEAT_NS);
      engine.beat();
      engine.step(10);
    }
  }

  /** In apply mode tick replies wait for a beat: those admitted before still get theirs. */
  @Test
  void shouldAnswerOnTheBeatWhatItAdmittedBefore() {
    EngineConfig.Builder config =
        EngineTest.small().applyMode(ApplyMode.TICK).diskLimits(limits(8 * MIB, 4 * MIB));
    try (StepEngine engine = open(config)) {
      beats(engine, 2);
      Submitter submitter = engine.submitter(() -> {});
      submit(submitter, 4);
      assertEquals(State.FULL, room(engine, 0));
      beats(engine, 3);
      assertEquals(1, drain(submitter).size());
    }
  }

  @Test
  void shouldRefuseWhileTheDiskDoesNotAnswerAndGoOnWhenItDoes() {
    try (StepEngine engine = open(EngineTest.small())) {
      Submitter submitter = engine.submitter(() -> {});
      disk.gone("Stale file handle");
      engine.beat();
      assertEquals(State.UNREADABLE, engine.engine().disk().state());
      assertTrue(engine.engine().disk().detail().contains("cannot be read"));
      assertEquals(-1, engine.engine().disk().freeBytes());
      assertEquals(Admission.DISK_SHORT, submit(submitter, 4));
      disk.mended();
      engine.beat();
      assertEquals(State.OK, engine.engine().disk().state());
      assertEquals(Admission.ACCEPTED, submit(submitter, 4));
      engine.step(1);
    }
  }

  /** The open file would still take writes and forces, and all of it would be lost. */
  @Test
  void shouldFailForGoodWhenTheJournalIsNotWhereItWas() throws IOException {
    StepEngine engine = open(EngineTest.small());
    Submitter submitter = engine.submitter(() -> {});
    assertEquals(Admission.ACCEPTED, submit(submitter, 4));
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      disk.delete(FolderLayout.JOURNAL + "/" + name);
    }
    engine.beat();
    assertEquals(State.GONE, engine.engine().disk().state());
    assertEquals(EngineStatus.FAILED, engine.engine().status());
    assertEquals(Admission.READ_ONLY, submit(submitter, 4));
    engine.step(10);
    assertEquals(Map.of(Outcome.OUTCOME_UNKNOWN, 1), drain(submitter));
    engine.close();
    assertNotNull(engine.engine().failure());
  }

  @Test
  void shouldNoticeOnARealDiskThatTheFolderWasMovedAway() throws IOException {
    Path data = folder.resolve("data");
    EngineConfig config = EngineTest.small().diskLimits(limits(0, 0)).build();
    try (Engine engine = Engine.open(config, NioDisk.at(data), ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      Files.move(data, folder.resolve("elsewhere"));
      Waiting.until(() -> engine.status() == EngineStatus.FAILED, "the engine fails");
      assertEquals(State.GONE, engine.disk().state());
      assertEquals(Admission.READ_ONLY, submit(client.submitter(), 4));
    }
  }

  @Test
  void shouldSayThatAGroupCommitStallsAndForgetItWhenItIsDone() {
    CountDownLatch slow = new CountDownLatch(1);
    EngineConfig config = EngineTest.small().diskLimits(limits(0, 0)).build();
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      Submitter submitter = engine.submitter(() -> {});
      assertFalse(engine.disk().isStalled());
      disk.before(DiskOperation.FORCE, () -> Waiting.on(slow));
      assertEquals(Admission.ACCEPTED, submit(submitter, 4));
      Waiting.until(() -> engine.disk().isStalled(), "the stall shows");
      assertTrue(engine.disk().stalledNs() >= 20_000_000);
      assertEquals(0, drain(submitter).size(), "not answered before it is forced");
      slow.countDown();
      Waiting.until(() -> !engine.disk().isStalled(), "the stall is over");
      Waiting.until(() -> submitter.inFlight() == 0 || drain(submitter).size() > 0, "answered");
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }

  /** A start on a full disk: what is there can be read. */
  @Test
  void shouldStartReadOnlyOnAFullDisk() {
    EngineConfig.Builder config = EngineTest.small().diskLimits(limits(8 * MIB, 4 * MIB));
    open(config).close();
    FaultyDisk full = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    full.capacityBytes(full.usedBytes());
    try (StepEngine engine = StepEngine.open(config.build(), full, clock)) {
      assertEquals(State.FULL, engine.engine().disk().state());
      assertEquals(Admission.DISK_SHORT, submit(engine.submitter(() -> {}), 4));
      full.capacityBytes(Long.MAX_VALUE);
      engine.beat();
      assertEquals(Admission.ACCEPTED, submit(engine.submitter(() -> {}), 4));
      engine.step(1);
    }
  }
}
