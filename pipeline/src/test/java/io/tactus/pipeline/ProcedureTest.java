package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcedureTest {
  /** Counts, refuses, fails, loops, returns too much, schedules, and beats. */
  static final class Counting implements Plugin {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public void register(Registry registry) {
      registry
          .table(
              """
              {"name":"counters","fields":[{"name":"id","type":"u64"},
               {"name":"value","type":"i64"}],"primaryKey":["id"]}\
              """)
          .procedure(
              ProcedureDefinition.named("counting.add")
                  .parameter("id", "u64")
                  .parameter("amount", "i64")
                  .result("value", "i64")
                  .result("random", "i64")
                  .build(),
              (context, in, out) -> {
                Table counters = context.table("counters");
                out.setLong("value", add(counters, in.getLong("id"), in.getLong("amount")));
                out.setLong("random", context.random().nextInt(1000));
                switch ((int) in.getLong("amount")) {
                  case 100 -> throw context.reject("too_much", "a hundred is too much");
                  case 101 -> throw new IllegalStateException("a defect");
                  case 102 -> {
                    while (true) {
                      counters.find(1);
                    }
                  }
                  case 103 ->
                      context.scheduleAtTick(
                          context.tick() + 2,
                          "counting.add",
                          context
                              .argumentsFor("counting.add")
                              .setLong("id", 77)
                              .setLong("amount", 5));
                  default -> {}
                }
              })
          .procedure(
              ProcedureDefinition.named("counting.get")
                  .parameter("id", "u64")
                  .result("value", "i64")
                  .readOnly()
                  .build(),
              (context, in, out) -> {
                Table counters = context.table("counters");
                Row row = counters.find(in.getLong("id"));
                out.setLong("value", row == null ? -1 : row.getLong(counters.column("value")));
              })
          .onTick("counting.beat", 5, context -> add(context.table("counters"), 1_000, 1));
    }

    private static long add(Table counters, long id, long amount) {
      Column value = counters.column("value");
      Row row = counters.find(id);
      if (row == null) {
        return counters
            .insert()
            .set(counters.column("id"), id)
            .set(value, amount)
            .commit()
            .getLong(value);
      }
      return counters.update(row).set(value, row.getLong(value) + amount).commit().getLong(value);
    }
  }

  @TempDir Path folder;

  private Engine open() throws IOException {
    return Engine.open(
        EngineTest.small()
            .workBudget(1000)
            .tickRateHz(60)
            .hashEveryCommands(1)
            .plugin(new PluginSource.BuiltIn(new Counting()))
            .build(),
        NioDisk.at(folder),
        ProgressListener.SILENT);
  }

  private static Reply add(EngineClient client, long id, long amount) {
    return client.call("counting.add", in -> in.setLong("id", id).setLong("amount", amount));
  }

  private static long get(Engine engine, long id) {
    try (Reader reader = engine.store().versions().register()) {
      return EngineClient.readOnly(engine, "counting.get", reader.pin(), in -> in.setLong("id", id))
          .getLong(0);
    }
  }

  @Test
  void shouldRunRefuseAndReplayProceduresAlike() throws IOException {
    StateHashes before;
    long lastSequence;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      assertEquals(3, client.results("counting.add", add(client, 1, 3).expectApplied()).getLong(0));
      assertEquals(7, client.results("counting.add", add(client, 1, 4).expectApplied()).getLong(0));
      Reply refused = add(client, 1, 100);
      assertEquals("too_much", refused.rejection().name());
      assertEquals(RejectionCode.PROCEDURE_FAILED, add(client, 1, 101).rejection().code());
      assertEquals(RejectionCode.WORK_BUDGET, add(client, 1, 102).rejection().code());
      assertEquals(7, get(engine, 1));
      add(client, 2, 103).expectApplied();
      Waiting.until(() -> get(engine, 77) == 5, "the scheduled call");
      Waiting.until(() -> get(engine, 1_000) >= 2, "two beats");
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
    try (Engine engine = open()) {
      assertEquals(7, get(engine, 1));
      assertEquals(5, get(engine, 77));
      try (Reader reader = engine.store().versions().register()) {
        Version version = reader.pin();
        before = Store.hashes(version);
        lastSequence = version.sequence();
      }
    }
    NioDisk disk = NioDisk.existing(folder);
    PluginStore plugins =
        new PluginStore(disk).withBuiltIn(List.of(new PluginSource.BuiltIn(new Counting())));
    try (ReplaySession session =
        ReplaySession.open(disk, plugins, CommitListener.NONE, ReplySink.NONE)) {
      while (session.step()) {}
      assertEquals(0, session.firstDivergence());
      assertTrue(session.hashesCompared() > 3, "hashes " + session.hashesCompared());
      session.seekSequence(lastSequence);
      assertEquals(before, session.hashes());
      session.seekSequence(1);
      assertEquals(0, session.hashes().rows());
      session.seekTick(session.tick());
    }
  }
}
