package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.EngineStatistics.Stage;
import java.util.Collections;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Group commit adapts by itself: a batch is whatever came while the disk was busy with the last
 * one. Alone, a command is forced at once; in a crowd, one force answers all that wait.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GroupCommitTest {
  private static final int CROWD = 100;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final UnsafeBuffer empty = new UnsafeBuffer(new byte[8]);
  private final Semaphore forces = new Semaphore(0);
  private final Semaphore arrived = new Semaphore(0);

  private void submit(Submitter submitter) {
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, empty, 0, 4, 1, 64));
  }

  private static void drain(Submitter submitter) {
    while (submitter.inFlight() > 0) {
      submitter.drain((correlation, outcome, sequence, tick, body, offset, length) -> {});
      LockSupport.parkNanos(10_000);
    }
  }

  private int forced() {
    return Collections.frequency(disk.history(), DiskOperation.FORCE);
  }

  @ParameterizedTest
  @EnumSource(ThreadLayout.class)
  void shouldForceOneAtOnceAndAHundredTogether(ThreadLayout layout) throws InterruptedException {
    EngineConfig config = EngineTest.small().layout(layout).hashEveryCommands(0).build();
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      Submitter submitter = engine.submitter(() -> {});
      engine.snapshot().join(); // behind it nobody but the journal forces

      int before = forced();
      for (int i = 0; i < 5; i++) {
        submit(submitter);
        drain(submitter);
      }
      assertEquals(before + 5, forced(), "idle: a force for each, none held back");

      disk.before(DiskOperation.FORCE, this::busyDisk);
      submit(submitter);
      arrived.acquire(); // the disk is busy with the first
      before = forced();
      for (int i = 0; i < CROWD; i++) {
        submit(submitter);
      }
      forces.release(1);
      arrived.acquire(); // with all the others
      forces.release(1);
      drain(submitter);
      disk.before(DiskOperation.FORCE, null);
      assertEquals(before + 2, forced(), "busy: one force for the first, one for all the others");
      assertEquals(CROWD, engine.statistics().histogram(Stage.BATCH_COMMANDS).getMaxValue());
      assertTrue(engine.statistics().histogram(Stage.BATCH_COMMANDS).getMinValue() == 1);
    } finally {
      forces.release(1_000);
    }
  }

  private void busyDisk() {
    arrived.release();
    forces.acquireUninterruptibly();
  }
}
