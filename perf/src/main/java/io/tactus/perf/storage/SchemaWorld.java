package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.alteration.SchemaChangeJson;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables whose schema is changed: players of {@value SchemaChangeRun#ROW_BYTES} bytes, and the
 * guilds they are in. Threading: one thread.
 */
final class SchemaWorld implements AutoCloseable {
  /** Names of an enum that still fits a byte. */
  static final int MOST_NAMES_OF_A_BYTE = 256;

  private static final int GUILDS = 1000;
  private static final int ROWS_PER_COMMAND = 1000;

  /** Old and new rows, and all indexes, exist at once. */
  private static final long BYTES_PER_ROW = 600;

  final Store store;
  private long sequence;

  SchemaWorld(int rows) {
    store = Store.create(StoreConfig.ofBytes(Math.max(128L << 20, rows * BYTES_PER_ROW), 0x5EEDL));
    change(createEnum("Rank"));
    change(composite("Place", "f32"));
    change(composite("WidePlace", "f64"));
    change(
        "{\"change\":\"createTable\",\"table\":{\"name\":\"guilds\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"u64\"}],\"primaryKey\":[\"id\"]}}");
    Table guilds = store.table("guilds");
    RowDraft draft = new RowDraft();
    Transaction transaction = begin();
    for (long id = 0; id < GUILDS; id++) {
      draft.reset(guilds.layout());
      draft.setLong(0, id);
      guilds.insert(draft);
    }
    commit(transaction);
    fill("players", rows);
  }

  static String createEnum(String name) {
    String names =
        IntStream.range(0, MOST_NAMES_OF_A_BYTE)
            .mapToObj(i -> "\"n" + i + '"')
            .collect(Collectors.joining(","));
    return "{\"change\":\"createType\",\"type\":{\"name\":\"%s\",\"enum\":[%s]}}"
        .formatted(name, names);
  }

  private static String composite(String name, String type) {
    return """
        {"change":"createType","type":{"name":"%s","fields":[
        {"name":"x","type":"%s"},{"name":"y","type":"%s"}]}}"""
        .formatted(name, type, type);
  }

  private static String players(String name) {
    return """
        {"name":"%s","fields":[{"name":"id","type":"u64"},{"name":"gold","type":"i64"},
        {"name":"skill","type":"f64"},{"name":"name","type":"string(31)"},
        {"name":"guild","type":"u64"},{"name":"rank","type":"Rank"},
        {"name":"place","type":"Place"}],"primaryKey":["id"]}"""
        .formatted(name);
  }

  /** Makes a table of players with ids from 1. */
  void fill(String name, int rows) {
    change("{\"change\":\"createTable\",\"table\":" + players(name) + "}");
    Table players = store.table(name);
    if (players.layout().rowBytes() != SchemaChangeRun.ROW_BYTES) {
      throw new IllegalStateException("a row has " + players.layout().rowBytes() + " bytes");
    }
    RowDraft draft = new RowDraft();
    for (int done = 0; done < rows; ) {
      Transaction transaction = begin();
      for (int i = 0; i < ROWS_PER_COMMAND && done < rows; i++) {
        long id = ++done;
        draft.reset(players.layout());
        draft.setLong(0, id);
        draft.setLong(1, PlayerStore.goldOf(id));
        draft.setDouble(2, PlayerStore.skillOf(id));
        draft.setString(3, "player");
        draft.setLong(4, id % GUILDS);
        draft.setLong(5, id % MOST_NAMES_OF_A_BYTE);
        draft.setDouble(6, (double) (id & 1023));
        draft.setDouble(7, (double) (id >>> 10));
        players.insert(draft);
      }
      commit(transaction);
    }
  }

  private Transaction begin() {
    return store.transaction().begin(++sequence);
  }

  private void commit(Transaction transaction) {
    transaction.commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
  }

  /** Makes one change, as a command with its publication; returns the nanoseconds it took. */
  long change(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    var change = SchemaChangeJson.parse(utf8, 0, utf8.length);
    long from = System.nanoTime();
    Transaction transaction = begin();
    transaction.change(change);
    commit(transaction);
    return System.nanoTime() - from;
  }

  /** The schema, without its version, as a document that can be declared. */
  String schema() {
    return new String(SchemaJson.printSchema(store.catalog().schema()), StandardCharsets.UTF_8)
        .replaceFirst("\"version\":[0-9]+,", "");
  }

  @Override
  public void close() {
    store.close();
  }
}
