package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References in commands, procedures and ticks, and all of it again on replay. */
class DeferredReferencesTest {
  /** Rows that refer to each other. */
  static final class Rings implements Plugin {
    @Override
    public String name() {
      return "rings";
    }

    @Override
    public void register(Registry registry) {
      registry
          .table(
              """
              {"name":"rings","fields":[{"name":"id","type":"u64"},
               {"name":"next","type":"ref(rings)"}],"primaryKey":["id"]}\
              """)
          .procedure(
              ProcedureDefinition.named("rings.pair")
                  .parameter("first", "u64")
                  .parameter("second", "u64")
                  .parameter("defer", "bool")
                  .build(),
              (context, in, out) -> {
                if (in.getBoolean("defer")) {
                  context.deferReferences();
                }
                insert(context, in.getLong("first"), in.getLong("second"));
                insert(context, in.getLong("second"), in.getLong("first"));
              })
          .onTick(
              "rings.beat",
              1,
              context -> {
                context.deferReferences();
                insert(context, 1_000 + context.tick(), 7);
              });
    }

    private static void insert(Context context, long id, long next) {
      Table rings = context.table("rings");
      rings.insert().set(rings.column("id"), id).set(rings.column("next"), next).commit();
    }
  }

  @TempDir Path folder;

  private static Reply pair(EngineClient client, long first, long second, boolean defer) {
    return client.call(
        "rings.pair",
        in -> in.setLong("first", first).setLong("second", second).setBoolean("defer", defer));
  }

  private static RowDraft row(RowLayout layout, long id, long next) {
    RowDraft draft = new RowDraft().reset(layout);
    draft.setLong(0, id);
    draft.setLong(1, next);
    return draft;
  }

  @Test
  void shouldCheckAtTheEndOfTheCommandWhenAskedTo() throws IOException {
    Plugin rings = new Rings();
    try (Engine engine =
        Engine.open(
            EngineTest.small()
                .tickRateHz(60)
                .hashEveryCommands(1)
                .plugin(new PluginSource.BuiltIn(rings))
                .build(),
            NioDisk.at(folder),
            ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      assertEquals(RejectionCode.REFERENCE, pair(client, 1, 2, false).rejection().code());
      pair(client, 1, 2, true).expectApplied();

      RowLayout layout = client.layout("rings");
      Reply refused =
          client.operations(
              new OperationsEncoder()
                  .begin()
                  .deferReferences()
                  .insert(row(layout, 3, 4), false)
                  .insert(row(layout, 4, 99), false)
                  .insert(row(layout, 5, 5), false));
      assertEquals(RejectionCode.REFERENCE, refused.rejection().code());
      assertEquals(1, refused.rejection().failedIndex());
      refused =
          client.operations(
              new OperationsEncoder()
                  .begin()
                  .insert(row(layout, 3, 4), false)
                  .insert(row(layout, 4, 3), false));
      assertEquals(0, refused.rejection().failedIndex());
      client
          .operations(
              new OperationsEncoder()
                  .begin()
                  .deferReferences()
                  .insert(row(layout, 3, 4), false)
                  .insert(row(layout, 4, 3), false))
          .expectApplied();
      client
          .operations(
              new OperationsEncoder()
                  .begin()
                  .nextWhere("id=gte.3", 10)
                  .deleteWhere(layout, false, 0))
          .expectApplied();
      // The handler's row refers to nothing: every beat is refused as a whole, and nothing halts.
      assertEquals(EngineStatus.RUNNING, engine.status());
      try (Reader reader = engine.store().versions().register()) {
        Version version = reader.pin();
        Store.audit(version);
        assertEquals(2, Store.hashes(version).rows());
      }
    }
    PluginStore plugins =
        new PluginStore(NioDisk.existing(folder))
            .withBuiltIn(List.of(new PluginSource.BuiltIn(rings)));
    try (ReplaySession session =
        ReplaySession.open(
            NioDisk.existing(folder), plugins, CommitListener.NONE, ReplySink.NONE)) {
      while (session.step()) {}
      assertEquals(0, session.firstDivergence());
      assertTrue(session.hashesCompared() > 3, "hashes " + session.hashesCompared());
    }
  }
}
