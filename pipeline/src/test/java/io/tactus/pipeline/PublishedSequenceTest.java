package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PublishedSequenceTest {
  /** Or whoever writes and then asks for /stats finds a state without their write. */
  @Test
  void shouldTellASequenceBeforeTheReplyToIt() {
    AtomicReference<StepEngine> running = new AtomicReference<>();
    List<Long> told = new ArrayList<>();
    List<Long> answered = new ArrayList<>();
    UnsafeBuffer empty = new UnsafeBuffer(new byte[8]);
    try (StepEngine engine =
        StepEngine.open(EngineTest.small().build(), new FaultyDisk(1), new StepClock())) {
      running.set(engine);
      Submitter submitter =
          engine.submitter(() -> told.add(running.get().engine().statistics().appliedSequence()));
      for (int i = 0; i < 3; i++) {
        assertEquals(
            Admission.ACCEPTED,
            submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, empty, 0, 4, i, 64));
        engine.step(10);
        submitter.drain(
            (correlation, outcome, sequence, tick, body, offset, length) -> answered.add(sequence));
      }
    }
    assertEquals(3, answered.size());
    assertEquals(answered, told);
  }
}
