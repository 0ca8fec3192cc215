package io.tactus.matchmaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.Admission;
import io.tactus.pipeline.EngineClock;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.StepEngine;
import io.tactus.pipeline.Submitter;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The beat of the matchmaker costs nothing while nobody waits. */
class IdleMatchmakerTest {
  private static final int HZ = 20;

  private static final class HandClock implements EngineClock {
    private long nanos = 1_000_000_000;

    @Override
    public long wallMicros() {
      return 1_700_000_000_000_000L + nanos / 1000;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }
  }

  private final HandClock clock = new HandClock();
  private final UnsafeBuffer tuple = new UnsafeBuffer(new byte[4096]);

  private void call(
      StepEngine engine, Submitter submitter, String name, Consumer<TupleWriter> arguments) {
    ProcedureDefinition definition = engine.engine().procedures().find(name);
    TupleWriter writer = new TupleWriter().wrap(definition.parameters(), tuple, 0, 4096);
    arguments.accept(writer);
    TupleReader reader = new TupleReader().wrap(definition.parameters(), tuple, 0, writer.finish());
    OperationsEncoder encoder = new OperationsEncoder().begin().call(definition, reader, 4096);
    int length = encoder.end();
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(
            RecordType.OPERATIONS, 0, 0, 0, encoder.buffer(), 0, length, 1, encoder.replyBytes()));
    engine.step(10);
    List<Outcome> outcomes = new ArrayList<>();
    submitter.drain((to, outcome, sequence, tick, body, at, bytes) -> outcomes.add(outcome));
    assertEquals(List.of(Outcome.APPLIED), outcomes, name);
  }

  private int journaled(StepEngine engine, int beats) {
    int commands = 0;
    for (int i = 0; i < beats; i++) {
      clock.nanos += 1_000_000_000 / HZ;
      engine.beat();
      commands += engine.step(10);
    }
    return commands;
  }

  @Test
  void shouldJournalBeatsOnlyWhileSomebodyWaits() {
    EngineConfig config =
        EngineConfig.builder()
            .tickRateHz(HZ)
            .segmentBytes(1 << 20)
            .maxLogicalPages(8192)
            .ringSlots(64)
            .changeLogBytes(ChangeLog.MIN_BYTES)
            .plugin(new PluginSource.BuiltIn(new MatchmakerPlugin()))
            .build();
    try (StepEngine engine = StepEngine.open(config, new FaultyDisk(1), clock)) {
      Submitter submitter = engine.submitter(() -> {});
      call(
          engine,
          submitter,
          "matchmaker.configure",
          in ->
              in.setString("mode", "duel")
                  .setLong("teamSize", 1)
                  .setLong("teams", 2)
                  .setString("windows", "[{\"afterSeconds\":0,\"skillRange\":50}]"));
      assertEquals(0, journaled(engine, 100));
      enqueue(engine, submitter, 1);
      assertEquals(10, journaled(engine, 10));
      enqueue(engine, submitter, 2);
      assertEquals(1, journaled(engine, 100), "one beat makes the match, and then nobody waits");
    }
  }

  private void enqueue(StepEngine engine, Submitter submitter, long player) {
    call(
        engine,
        submitter,
        "matchmaker.enqueue",
        in ->
            in.setLong("player", player)
                .setString("mode", "duel")
                .setString("regions", "[\"eu\"]")
                .setDouble("skill", 1500));
  }
}
