package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.SchemaCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableDirectByteBuffer;
import org.junit.jupiter.api.Test;

/** Apply mode {@code tick}: replies and publication wait for the beat. */
class ApplyOnTheBeatTest {
  private static final long BEAT_NS = 1_000_000_000 / 60;

  private final StepClock clock = new StepClock();
  private final List<Outcome> outcomes = new ArrayList<>();

  private StepEngine open() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            StepEngine.open(
                EngineTest.small().applyMode(ApplyMode.TICK).tickRateHz(60).build(),
                new FaultyDisk(1),
                clock));
  }

  private static void submitTable(Submitter submitter) {
    ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(512);
    int bytes =
        new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, EngineTest.PLAYERS).encode(body, 0);
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(RecordType.SCHEMA, 0, 0, 0, body, 0, bytes, 1, 1024));
  }

  private void drain(Submitter submitter) {
    submitter.drain((to, outcome, sequence, tick, body, at, length) -> outcomes.add(outcome));
  }

  @Test
  void shouldStartAndReplyOnTheBeatOnly() {
    try (StepEngine engine = open()) {
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
      Submitter submitter = engine.submitter(() -> {});
      submitTable(submitter);
      engine.step(100);
      drain(submitter);
      assertTrue(outcomes.isEmpty(), "answered before the beat");
      clock.advanceNs(BEAT_NS + 1);
      engine.beat();
      engine.step(100);
      drain(submitter);
      assertEquals(List.of(Outcome.APPLIED), outcomes);
    }
  }

  @Test
  void shouldAnswerEverybodyWhenItHaltsBetweenTwoBeats() {
    try (StepEngine engine = open()) {
      Submitter submitter = engine.submitter(() -> {});
      submitTable(submitter);
      engine.step(100);
      drain(submitter);
      assertTrue(outcomes.isEmpty(), "answered before the beat");
      submitUnknownType(submitter);
      engine.step(100);
      drain(submitter);
      assertEquals(EngineStatus.HALTED, engine.engine().status());
      assertEquals(List.of(Outcome.OUTCOME_UNKNOWN, Outcome.OUTCOME_UNKNOWN), outcomes);
      assertEquals(0, submitter.inFlight());
    }
  }

  /** A command that no version of the program knows breaks an invariant: the engine halts. */
  static void submitUnknownType(Submitter submitter) {
    ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(8);
    assertEquals(
        Admission.ACCEPTED, submitter.trySubmit(RecordType.CALL, 0, 0, 0, body, 0, 8, 2, 1024));
  }
}
