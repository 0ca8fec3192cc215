package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Table;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.HelperThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large commands whose indexes a helper brought up to date, and recovery, which has no helpers. */
class HelpedCommandsRecoveryTest {
  private static final int ROWS = 1_000;
  private static final int COMMANDS = 6;

  /** Goods with two indexes besides that of their makers. */
  static final class Market implements Plugin {
    @Override
    public String name() {
      return "market";
    }

    @Override
    public void register(Registry registry) {
      registry
          .table(
              """
              {"name":"makers","primaryKey":["id"],"fields":[{"name":"id","type":"u64"}]}\
              """)
          .table(
              """
              {"name":"goods","primaryKey":["id"],"fields":[{"name":"id","type":"u64"},
               {"name":"price","type":"i64"},{"name":"rank","type":"u32"},
               {"name":"maker","type":"ref(makers)"}],
               "indexes":[{"name":"by_price","fields":["price"]},
                {"name":"by_rank","fields":["rank"]}]}\
              """)
          .procedure(
              ProcedureDefinition.named("market.fill")
                  .parameter("first", "u64")
                  .parameter("closes", "bool")
                  .build(),
              (context, in, out) -> {
                Table makers = context.table("makers");
                if (makers.find(1) == null) {
                  makers.insert().set(makers.column("id"), 1).commit();
                }
                fill(context.table("goods"), in.getLong("first"));
                if (in.getBoolean("closes")) {
                  // Looks for who refers to it, and so has the indexes brought up to date first.
                  makers.delete(1);
                }
              });
    }

    private static void fill(Table goods, long first) {
      Random random = new Random(first);
      for (long id = first; id < first + ROWS; id++) {
        goods
            .insert()
            .set(goods.column("id"), id)
            .set(goods.column("price"), random.nextLong())
            .set(goods.column("rank"), random.nextInt(100))
            .set(goods.column("maker"), 1)
            .commit();
      }
    }
  }

  @TempDir Path folder;

  private Engine open() throws IOException {
    return Engine.open(
        EngineTest.small()
            .parallelWorkers(1)
            .snapshotEveryCommands(0)
            .hashEveryCommands(1)
            .plugin(new PluginSource.BuiltIn(new Market()))
            .build(),
        NioDisk.at(folder),
        ProgressListener.SILENT);
  }

  private static Reply fill(EngineClient client, long first, boolean closes) {
    return client.call(
        "market.fill", in -> in.setLong("first", first).setBoolean("closes", closes));
  }

  private static StateHashes audited(Engine engine) {
    assertEquals(EngineStatus.RUNNING, engine.status());
    try (Reader reader = engine.store().versions().register()) {
      Version version = reader.pin();
      Store.audit(version);
      return Store.hashes(version);
    }
  }

  @Test
  void shouldRecoverAloneWhatAHelperTookPartIn() throws IOException {
    StateHashes before;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      for (int command = 0; command < COMMANDS; command++) {
        fill(client, 1 + (long) command * ROWS, false).expectApplied();
        Reply refused = fill(client, 1_000_000, true);
        assertEquals(RejectionCode.REFERENCE, refused.rejection().code());
      }
      assertTrue(HelperThreads.alive() > 0, "no helper took part");
      before = audited(engine);
      assertEquals(COMMANDS * ROWS + 1, before.rows());
    }
    try (Engine engine = open()) {
      assertEquals(before, audited(engine));
      assertFalse(HelperThreads.alive() > 0, "recovery has no helpers");
      fill(new EngineClient(engine), 1_000_000, false).expectApplied();
      assertTrue(HelperThreads.alive() > 0, "no helper took part");
      assertEquals(before.rows() + ROWS, audited(engine).rows());
    }
  }
}
