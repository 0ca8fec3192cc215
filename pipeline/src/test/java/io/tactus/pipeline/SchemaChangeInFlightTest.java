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
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * Live, on a replay of everything, and on a replay that begins with a snapshot of a moment after
   * the change and before the command.
   */
  @Test
  void shouldRefuseWhatWasEncodedForOtherFieldsOnEveryReplay() throws IOException {
    StateHashes before;
    long layoutVersion;
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      client.operations(insert(client)).expectApplied();
      OperationsEncoder early = insert(client);
      int length = early.end();
      long old = catalog(engine).schemaVersion();
      client
          .schema(
              SchemaCommand.Kind.CHANGE,
              "{\"change\":\"addField\",\"table\":\"players\",\"field\":"
                  + "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}}")
          .expectApplied();
      layoutVersion = catalog(engine).table("players").layoutVersion();
      engine.snapshot().join();

      Reply late =
          client.submit(RecordType.OPERATIONS, old, early.buffer(), length, early.replyBytes());
      assertEquals(RejectionCode.SCHEMA_CHANGED, late.rejection().code());
      assertEquals("players", late.rejection().table());

      client
          .schema(
              SchemaCommand.Kind.CHANGE,
              "{\"change\":\"alterField\",\"table\":\"players\",\"field\":\"level\","
                  + "\"set\":{\"default\":2}}")
          .expectApplied();
      client.operations(insert(client)).expectApplied();
      before = hashes(engine);
    }
    try (Engine engine = open()) {
      assertEquals(before, hashes(engine), "out of the snapshot and what follows it");
      assertEquals(layoutVersion, catalog(engine).table("players").layoutVersion());
    }
    try (Stream<Path> snapshots = Files.list(folder.resolve("snapshots"))) {
      for (Path snapshot : snapshots.toList()) {
        Files.delete(snapshot);
      }
    }
    try (Engine engine = open()) {
      assertEquals(before, hashes(engine), "out of the journal alone");
      assertEquals(
          2,
          engine
              .store()
              .versions()
              .latest()
              .catalog(Catalog.class)
              .schema()
              .table("players")
              .field("level")
              .defaultValue()
              .bits());
    }
  }

  @Test
  void shouldLetCommandsThroughThatTheChangeDoesNotConcern() throws IOException {
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      OperationsEncoder early = insert(client);
      int length = early.end();
      long old = catalog(engine).schemaVersion();
      for (String change :
          List.of(
              "{\"change\":\"renameTable\",\"table\":\"players\",\"name\":\"heroes\"}",
              "{\"change\":\"addIndex\",\"table\":\"heroes\",\"index\":"
                  + "{\"name\":\"i\",\"fields\":[\"id\",\"name\"],\"unique\":true}}")) {
        client.schema(SchemaCommand.Kind.CHANGE, change).expectApplied();
      }
      client
          .submit(RecordType.OPERATIONS, old, early.buffer(), length, early.replyBytes())
          .expectApplied();
      assertEquals(1, hashes(engine).rows());
    }
  }

  private static Catalog catalog(Engine engine) {
    return engine.store().versions().latest().catalog(Catalog.class);
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
