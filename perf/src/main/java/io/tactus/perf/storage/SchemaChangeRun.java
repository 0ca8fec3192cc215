package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaChangeJson;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the beat stops for a schema change: each one as a command of its own on a table of
 * players, with publication, several times over; every round takes back what it did.
 */
public final class SchemaChangeRun {
  private static final String FIELD = "\"table\":\"players\",\"field\":";
  private static final String INDEX = "\"table\":\"players\",\"index\":";

  /** What is measured, and what takes it back; the order matters. */
  private static final List<String[]> CHANGES =
      List.of(
          change(
              "add a field",
              "{\"change\":\"addField\","
                  + FIELD
                  + "{\"name\":\"level\",\"type\":\"u16\",\"default\":1}}"),
          change(
              "rename a field",
              "{\"change\":\"alterField\"," + FIELD + "\"level\",\"set\":{\"name\":\"rank\"}}"),
          change(
              "retype a field, u16 to i64",
              "{\"change\":\"alterField\"," + FIELD + "\"rank\",\"set\":{\"type\":\"i64\"}}"),
          change(
              "tighten bounds",
              "{\"change\":\"alterField\"," + FIELD + "\"rank\",\"set\":{\"min\":0}}"),
          change("drop a field", "{\"change\":\"dropField\"," + FIELD + "\"rank\"}"),
          change(
              "build an ordered index",
              "{\"change\":\"addIndex\","
                  + INDEX
                  + "{\"name\":\"o\",\"fields\":[\"gold\"],\"kind\":\"ordered\"}}"),
          change(
              "build a hash index",
              "{\"change\":\"addIndex\","
                  + INDEX
                  + "{\"name\":\"h\",\"fields\":[\"gold\"],\"kind\":\"hash\"}}"),
          change(
              "build a unique index",
              "{\"change\":\"addIndex\","
                  + INDEX
                  + "{\"name\":\"u\",\"fields\":[\"id\"],\"unique\":true}}"),
          change("drop an index", "{\"change\":\"dropIndex\"," + INDEX + "\"o\"}"),
          change(null, "{\"change\":\"dropIndex\"," + INDEX + "\"h\"}"),
          change(null, "{\"change\":\"dropIndex\"," + INDEX + "\"u\"}"));

  private SchemaChangeRun() {}

  private static String[] change(String name, String json) {
    return new String[] {name, json};
  }

  /**
   * Runs all changes.
   *
   * @return by change, the milliseconds of each round
   */
  public static Map<String, double[]> run(int rows, int rounds) {
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    try (PlayerStore players = new PlayerStore(rows)) {
      for (int round = 0; round < rounds; round++) {
        for (String[] change : CHANGES) {
          double took = time(players, change[1]);
          if (change[0] != null) {
            millis.computeIfAbsent(change[0], name -> new ArrayList<>()).add(took);
          }
        }
      }
      check(players.store, rows);
    }
    Map<String, double[]> sorted = new LinkedHashMap<>();
    millis.forEach(
        (name, values) -> {
          double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
          Arrays.sort(all);
          sorted.put(name, all);
        });
    return sorted;
  }

  private static double time(PlayerStore players, String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    SchemaChange change = SchemaChangeJson.parse(utf8, 0, utf8.length);
    long from = System.nanoTime();
    Transaction transaction = players.store.transaction().begin(++players.sequence);
    transaction.change(change);
    transaction.commit(ChangeSink.NONE);
    players.publish();
    return (System.nanoTime() - from) / 1e6;
  }

  private static void check(Store store, int rows) {
    if (store.table("players").rowCount() != rows) {
      throw new IllegalStateException("rows were lost");
    }
  }
}
