package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** No command that is admitted is too large for the journal. */
class LargeCommandTest {
  private static Engine open(EngineConfig.Builder config) {
    return Engine.open(config.build(), new FaultyDisk(1), ProgressListener.SILENT);
  }

  @Test
  void shouldRefuseWhatNoSegmentHolds() {
    try (Engine engine = open(EngineTest.small().segmentBytes(1 << 16))) {
      Submitter submitter = engine.submitter(() -> {});
      UnsafeBuffer body = new UnsafeBuffer(new byte[1 << 16]);
      assertEquals(
          Admission.TOO_LARGE,
          submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, body.capacity(), 1, 64));
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }

  @Test
  void shouldJournalTheLargestCommandAllowed() {
    int bytes = (5 << 20) + 1;
    EngineConfig.Builder config =
        EngineTest.small().segmentBytes(16 << 20).maxCommandBytes(bytes).largeBuffers(1);
    try (Engine engine = open(config)) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[bytes]);
      EngineClient client = new EngineClient(engine);
      assertNotEquals(
          Outcome.OUTCOME_UNKNOWN,
          client.submit(RecordType.OPERATIONS, body, bytes, 1024).outcome());
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }
}
