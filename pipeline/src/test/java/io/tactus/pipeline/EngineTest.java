package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
  static final String PLAYERS =
      """
      {"name":"players","fields":[
         {"name":"id","type":"u64","generated":true},
         {"name":"name","type":"string(32)"},
         {"name":"gold","type":"i64","default":0,"min":0}],
       "primaryKey":["id"]}\
      """;

  @TempDir Path folder;

  private Engine open(EngineConfig.Builder config) throws IOException {
    return Engine.open(config.build(), NioDisk.at(folder), ProgressListener.SILENT);
  }

  static EngineConfig.Builder small() {
    return EngineConfig.builder()
        .segmentBytes(1 << 20)
        .maxLogicalPages(8192)
        .ringSlots(256)
        .changeLogBytes(ChangeLog.MIN_BYTES)
        .snapshotBytesPerSecond(0);
  }

  private static StateHashes hashes(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }

  private static Reply insert(EngineClient client, String name, long gold) {
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, name);
    draft.setLong(2, gold);
    return client.operations(new OperationsEncoder().begin().insert(draft, true));
  }

  @ParameterizedTest
  @EnumSource(ThreadLayout.class)
  void shouldApplyReplyAndRecover(ThreadLayout layout) throws IOException {
    StateHashes before;
    try (Engine engine = open(small().layout(layout))) {
      assertEquals(EngineStatus.RUNNING, engine.status());
      EngineClient client = new EngineClient(engine);
      client.createTable(PLAYERS).expectApplied();
      Reply reply = insert(client, "ada", 10).expectApplied();
      ReplyDecoder result = reply.first();
      RowLayout players = client.layout("players");
      RowView row = new RowView().wrap(players, result.rowAddress(0));
      assertEquals("ada", row.getString(1));
      assertEquals(1, row.getLong(0));
      assertEquals(reply.sequence(), row.sequence());
      assertEquals(reply.sequence(), result.version());

      FieldOperators operators = new FieldOperators();
      operators.add(2, UpdateOperator.ADD, -4);
      Reply update =
          client.operations(
              new OperationsEncoder()
                  .begin()
                  .update(client.key(players, 1), new RowDraft().reset(players), operators, true));
      update.expectApplied();
      assertEquals(6, row.wrap(players, update.first().rowAddress(0)).getLong(2));
      Reply refused =
          client.operations(
              new OperationsEncoder()
                  .begin()
                  .update(client.key(players, 99), new RowDraft().reset(players), operators, true));
      assertEquals(Outcome.REJECTED, refused.outcome());
      assertEquals(RejectionCode.NOT_FOUND, refused.rejection().code());
      assertTrue(refused.sequence() > update.sequence());
      before = hashes(engine);
      assertEquals(1, before.rows());
    }
    try (Engine engine = open(small().layout(layout))) {
      assertEquals(before, hashes(engine));
      EngineClient client = new EngineClient(engine);
      insert(client, "bob", 1).expectApplied();
      assertEquals(2, hashes(engine).rows());
    }
  }

  @Test
  void shouldRecoverFromSnapshotAndTail() throws Exception {
    StateHashes before;
    try (Engine engine = open(small())) {
      EngineClient client = new EngineClient(engine);
      client.createTable(PLAYERS).expectApplied();
      for (int i = 0; i < 100; i++) {
        insert(client, "p" + i, i).expectApplied();
      }
      assertNotNull(engine.snapshot().get());
      for (int i = 0; i < 50; i++) {
        insert(client, "q" + i, i).expectApplied();
      }
      before = hashes(engine);
    }
    try (Engine engine = open(small())) {
      assertEquals(before, hashes(engine));
    }
  }

  /** The work budget counts what a condition costs, not only the rows it is tested on. */
  @Test
  void shouldRefuseConditionsThatTakeTooLong() throws IOException {
    try (Engine engine = open(small().workBudget(1_000))) {
      EngineClient client = new EngineClient(engine);
      client.createTable(PLAYERS).expectApplied();
      for (int i = 0; i < 20; i++) {
        insert(client, "a".repeat(32), i).expectApplied();
      }
      assertEquals(RejectionCode.WORK_BUDGET, deleteLike(client, 900).rejection().code());
      deleteLike(client, 9).expectApplied();
    }
  }

  private static Reply deleteLike(EngineClient client, int pattern) {
    return client.operations(
        new OperationsEncoder()
            .begin()
            .nextWhere("name=like.*" + "a".repeat(pattern) + "b", 100)
            .deleteWhere(client.layout("players"), false, 0));
  }

  /** Operations without a row leave nothing to refer to, not even what the last command left. */
  @Test
  void shouldNotFindAnEarlierCommandsResultByReference() throws IOException {
    try (Engine engine = open(small())) {
      EngineClient client = new EngineClient(engine);
      client.createTable(PLAYERS).expectApplied();
      RowLayout players = client.layout("players");
      RowDraft ada = new RowDraft().reset(players);
      ada.setString(1, "ada");
      RowDraft nameless = new RowDraft().reset(players);
      client
          .operations(
              new OperationsEncoder()
                  .begin()
                  .insert(ada, false)
                  .nextReference(1, 0, 1)
                  .insert(nameless, false))
          .expectApplied();
      Reply refused =
          client.operations(
              new OperationsEncoder()
                  .begin()
                  .nextWhere("gold=gt.1000", 1)
                  .deleteWhere(players, false, 0)
                  .nextReference(1, 0, 1)
                  .insert(nameless, false));
      assertEquals(RejectionCode.INVALID_VALUE, refused.rejection().code());
    }
  }
}
