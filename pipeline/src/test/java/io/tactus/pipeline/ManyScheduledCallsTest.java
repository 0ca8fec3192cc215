package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import org.junit.jupiter.api.Test;

/** More calls may wait than one command may touch rows. */
class ManyScheduledCallsTest {
  private static final int WORK_BUDGET = 50;
  private static final int CALLS = 2 * WORK_BUDGET;
  private static final long AN_HOUR_MICROS = 3_600_000_000L;

  private final FaultyDisk disk = new FaultyDisk(1);

  /** Schedules itself for later. */
  private static final class Later implements Plugin {
    @Override
    public String name() {
      return "later";
    }

    @Override
    public void register(Registry registry) {
      registry.procedure(
          ProcedureDefinition.named("later.again").build(),
          (context, in, out) ->
              context.scheduleAfter(
                  AN_HOUR_MICROS, "later.again", context.argumentsFor("later.again")));
    }
  }

  private Engine open() {
    EngineConfig config =
        EngineTest.small()
            .workBudget(WORK_BUDGET)
            .plugin(new PluginSource.BuiltIn(new Later()))
            .build();
    return Engine.open(config, disk, ProgressListener.SILENT);
  }

  private static StateHashes hashes(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }

  @Test
  void shouldStartFromASnapshotWithMoreWaitingCallsThanTheWorkBudget() {
    StateHashes before;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      for (int i = 0; i < CALLS; i++) {
        client.call("later.again", arguments -> {}).expectApplied();
      }
      engine.snapshot().join();
      before = hashes(engine);
    }
    try (Engine engine = open()) {
      assertEquals(before, hashes(engine));
      new EngineClient(engine).call("later.again", arguments -> {}).expectApplied();
    }
  }
}
