package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command encoded before a schema change and applied after it is either right or refused. */
class SchemaChangeInFlightTest {
  private static final String OTHER_FIELDS =
      """
      {"name":"players","fields":[
         {"name":"id","type":"u64","generated":true},
         {"name":"gold","type":"i64","default":0},
         {"name":"name","type":"string(8)"}],
       "primaryKey":["id"]}\
      """;

  @TempDir Path folder;

  @Test
  void shouldRefuseACommandWhoseTableWasReplaced() throws IOException {
    StateHashes before;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      OperationsEncoder early = insert(client);
      int length = early.end();
      client.schema(SchemaCommand.Kind.DROP_TABLE, "players").expectApplied();
      client.createTable(OTHER_FIELDS).expectApplied();
      before = hashes(engine);

      Reply late = client.submit(RecordType.OPERATIONS, early.buffer(), length, early.replyBytes());

      assertEquals(Outcome.REJECTED, late.outcome());
      assertEquals(RejectionCode.SCHEMA_CHANGED, late.rejection().code());
      assertNotEquals(0, late.sequence());
      assertEquals(before, hashes(engine), "a refused command leaves no trace");
    }
    try (Engine engine = open()) {
      assertEquals(before, hashes(engine), "and is refused alike on replay");
    }
  }

  @Test
  void shouldApplyACommandWhenAnotherTableCameInBetween() throws IOException {
    StateHashes before;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      OperationsEncoder early = insert(client);
      int length = early.end();
      client.createTable(OTHER_FIELDS.replace("players", "others")).expectApplied();

      client
          .submit(RecordType.OPERATIONS, early.buffer(), length, early.replyBytes())
          .expectApplied();

      before = hashes(engine);
      assertEquals(1, before.rows());
    }
    try (Engine engine = open()) {
      assertEquals(before, hashes(engine));
    }
  }

  private static OperationsEncoder insert(EngineClient client) {
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, "ada");
    draft.setLong(2, 5);
    return new OperationsEncoder().begin().insert(draft, true);
  }

  private Engine open() throws IOException {
    return Engine.open(EngineTest.small().build(), NioDisk.at(folder), ProgressListener.SILENT);
  }

  private static StateHashes hashes(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }
}
