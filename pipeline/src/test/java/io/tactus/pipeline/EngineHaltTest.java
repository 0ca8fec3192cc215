package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.ring.Control;
import io.tactus.storage.page.Reader;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableDirectByteBuffer;
import org.junit.jupiter.api.Test;

/** What clients hear when applying meets a broken invariant. */
class EngineHaltTest {
  private final List<String> heard = new ArrayList<>();

  private void submit(Submitter submitter, long correlation, int type, String table) {
    ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(512);
    String json = EngineTest.PLAYERS.replace("players", table);
    int bytes = new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, json).encode(body, 0);
    assertEquals(
        Admission.ACCEPTED, submitter.trySubmit(type, 0, 0, 0, body, 0, bytes, correlation, 1024));
  }

  private void drain(Submitter submitter) {
    submitter.drain(
        (to, outcome, sequence, tick, body, at, length) ->
            heard.add(to + " " + outcome + " " + length));
  }

  private static long published(StepEngine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return reader.pin().sequence();
    }
  }

  /** What the halted batch applied before is not published, so nobody may hear that it was. */
  @Test
  void shouldTellEverybodyOfTheBatchOnceThatItsOutcomeIsUnknown() {
    try (StepEngine engine =
        StepEngine.open(EngineTest.small().build(), new FaultyDisk(1), new StepClock())) {
      Submitter submitter = engine.submitter(() -> {});
      submit(submitter, 1, RecordType.SCHEMA, "first");
      engine.step(100);
      drain(submitter);
      final long published = published(engine);
      submit(submitter, 2, RecordType.SCHEMA, "second");
      submit(submitter, 3, RecordType.CALL, "unknown type of command");
      submit(submitter, 4, RecordType.SCHEMA, "fourth");
      engine.step(100);
      drain(submitter);
      assertEquals(EngineStatus.HALTED, engine.engine().status());
      assertEquals("1 APPLIED", heard.removeFirst().replaceFirst(" \\d+$", ""));
      assertEquals(
          List.of("2 OUTCOME_UNKNOWN 0", "3 OUTCOME_UNKNOWN 0", "4 OUTCOME_UNKNOWN 0"), heard);
      assertEquals(published, published(engine));
      assertEquals(0, submitter.inFlight());
    }
  }

  /** Whatever escapes in the middle of a batch, the commands around it are answered. */
  @Test
  void shouldAnswerTheWholeBatchWhenWorkInBetweenFails() {
    try (StepEngine engine =
        StepEngine.open(EngineTest.small().build(), new FaultyDisk(1), new StepClock())) {
      Submitter submitter = engine.submitter(() -> {});
      submit(submitter, 1, RecordType.SCHEMA, "first");
      engine
          .engine()
          .pipeline()
          .ring
          .tryControl(
              new Control() {
                @Override
                public void onJournal() {
                  throw new IllegalStateException("a defect");
                }
              });
      submit(submitter, 2, RecordType.SCHEMA, "second");
      engine.step(100);
      drain(submitter);
      assertEquals(EngineStatus.HALTED, engine.engine().status());
      assertEquals(List.of("1 OUTCOME_UNKNOWN 0", "2 OUTCOME_UNKNOWN 0"), heard);
    }
  }

  @Test
  void shouldAnswerTheOthersWhenOneCannotBeWoken() {
    try (StepEngine engine =
        StepEngine.open(EngineTest.small().build(), new FaultyDisk(1), new StepClock())) {
      Submitter broken =
          engine.submitter(
              () -> {
                throw new IllegalStateException("a defect");
              });
      Submitter submitter = engine.submitter(() -> {});
      submit(broken, 1, RecordType.SCHEMA, "first");
      submit(submitter, 2, RecordType.SCHEMA, "second");
      engine.step(100);
      drain(submitter);
      assertEquals(EngineStatus.HALTED, engine.engine().status());
      assertEquals(List.of("2 OUTCOME_UNKNOWN 0"), heard);
    }
  }
}
