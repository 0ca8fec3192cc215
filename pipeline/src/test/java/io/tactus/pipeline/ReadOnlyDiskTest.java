package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalFailure;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A file system that the kernel makes read-only under a running engine, as it does on errors. */
class ReadOnlyDiskTest {
  private static final String EROFS = "Read-only file system";

  private final FaultyDisk disk = new FaultyDisk(1);
  private final StepClock clock = new StepClock();
  private final EngineConfig config = EngineTest.small().build();
  private final UnsafeBuffer body = new UnsafeBuffer(new byte[64]);
  private final List<Outcome> outcomes = new ArrayList<>();

  private Admission submit(Submitter submitter) {
    return submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 64, 1, 64);
  }

  private void step(StepEngine engine, Submitter submitter) {
    engine.step(10);
    submitter.drain((to, outcome, sequence, tick, reply, at, length) -> outcomes.add(outcome));
  }

  private static void makeReadOnly(FaultyDisk disk) {
    EnumSet<DiskOperation> changes = EnumSet.allOf(DiskOperation.class);
    changes.remove(DiskOperation.READ);
    changes.forEach(operation -> disk.failSometimes(operation, 1, EROFS));
  }

  @Test
  void shouldGoOnReadingAndLoseNothingAnswered() {
    long answered;
    FaultyDisk found;
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      assertEquals(Admission.ACCEPTED, submit(submitter));
      step(engine, submitter);
      assertEquals(1, outcomes.size());
      answered = engine.store().versions().latest().sequence();
      makeReadOnly(disk);
      assertEquals(Admission.ACCEPTED, submit(submitter));
      step(engine, submitter);
      assertEquals(Outcome.OUTCOME_UNKNOWN, outcomes.getLast());
      assertEquals(EngineStatus.FAILED, engine.engine().status());
      assertEquals(Admission.READ_ONLY, submit(submitter));
      try (Reader reader = engine.store().versions().register()) {
        assertEquals(0, Store.hashes(reader.pin()).rows());
      }
      assertTrue(engine.engine().snapshot().isCompletedExceptionally());
      found = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    } catch (RuntimeException e) {
      throw new AssertionError("a failed engine closes quietly", e);
    }
    makeReadOnly(found);
    JournalFailure refused =
        assertThrows(JournalFailure.class, () -> StepEngine.open(config, found, clock));
    assertTrue(String.valueOf(refused.getCause()).contains(EROFS), "" + refused.getCause());
    found.mended();
    try (StepEngine engine = StepEngine.open(config, found, clock)) {
      assertTrue(engine.engine().recovery().commands() >= answered);
    }
  }
}
