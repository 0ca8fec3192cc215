package io.tactus.perf.storage;

import io.tactus.storage.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How long the beat stops for a schema change: each kind as a command of its own on a table of
 * players, with publication, several times over; every round takes back what it did.
 */
public final class SchemaChangeRun {
  /** Of a player, header included, before any change. */
  public static final int ROW_BYTES = 81;

  /** What is measured under a name, or takes something back; the order matters. */
  private record Step(String name, UnaryOperator<String> document) {}

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();
  private String start;

  private SchemaChangeRun() {
    fields();
    rules();
    types();
    indexes();
    declared();
    tables();
  }

  /**
   * Runs all changes.
   *
   * @return by change, the milliseconds of each round, sorted
   */
  public static Map<String, double[]> run(int rows, int rounds) {
    SchemaChangeRun run = new SchemaChangeRun();
    try (SchemaWorld world = new SchemaWorld(rows)) {
      String before = world.schema();
      for (int round = 0; round < rounds; round++) {
        run.round(world, rows);
        check(world, rows, before);
      }
    }
    Map<String, double[]> sorted = new LinkedHashMap<>();
    run.millis.forEach(
        (name, values) -> {
          double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
          Arrays.sort(all);
          sorted.put(name, all);
        });
    return sorted;
  }

  private void round(SchemaWorld world, int rows) {
    world.fill("spares", rows);
    start = world.schema();
    for (Step step : steps) {
      double took = world.change(step.document().apply(world.schema())) / 1e6;
      if (step.name() != null) {
        millis.computeIfAbsent(step.name(), name -> new ArrayList<>()).add(took);
      }
    }
  }

  private static void check(SchemaWorld world, int rows, String schema) {
    if (world.store.table("players").rowCount() != rows) {
      throw new IllegalStateException("rows were lost");
    }
    if (!world.schema().equals(schema)) {
      throw new IllegalStateException("a round left another schema: " + world.schema());
    }
    Store.audit(world.store.versions().latest());
  }

  private void fields() {
    change("add a field with a default", "addField", "field", level());
    alter("rename a field", "level", "{\"name\":\"grade\"}");
    alter("another default", "grade", "{\"default\":2}");
    change("drop a field", "dropField", "field", "\"grade\"");
  }

  private static String level() {
    return "{\"name\":\"level\",\"type\":\"u16\",\"default\":1}";
  }

  private void rules() {
    alter("tighten bounds", "gold", "{\"min\":0}");
    alter(null, "gold", "{\"min\":null}");
    alter("make a field nullable", "gold", "{\"nullable\":true}");
    alter("no longer nullable", "gold", "{\"nullable\":false}");
    alter("make the key generated", "id", "{\"generated\":true}");
    alter("no longer generated", "id", "{\"generated\":false}");
  }

  private void types() {
    alter("type: i64 to u32", "gold", "{\"type\":\"u32\"}");
    alter("type: u32 to i64", "gold", "{\"type\":\"i64\"}");
    alter("type: string(31) to text", "name", "{\"type\":\"text\"}");
    alter("type: text to string(31)", "name", "{\"type\":\"string(31)\"}");
    alter("type: composite of f32 to one of f64", "place", "{\"type\":\"WidePlace\"}");
    alter("type: composite of f64 to one of f32", "place", "{\"type\":\"Place\"}");
    add(null, schema -> SchemaWorld.createEnum("LongRank"));
    alter("type: enum to another enum", "rank", "{\"type\":\"LongRank\"}");
    add(
        "a 257th name of an enum",
        schema -> "{\"change\":\"extendEnum\",\"type\":\"LongRank\",\"values\":[\"more\"]}");
    add(
        "a 258th",
        schema -> "{\"change\":\"extendEnum\",\"type\":\"LongRank\",\"values\":[\"most\"]}");
    alter(null, "rank", "{\"type\":\"Rank\"}");
    add(null, schema -> "{\"change\":\"dropType\",\"type\":\"LongRank\"}");
    alter("add a relation: u64 to ref(guilds)", "guild", "{\"type\":\"ref(guilds)\"}");
    alter("another onDelete", "guild", "{\"onDelete\":\"cascade\"}");
    alter("ref(guilds) to u64", "guild", "{\"type\":\"u64\",\"onDelete\":null}");
  }

  private void indexes() {
    index("build an ordered index", "\"fields\":[\"gold\"],\"kind\":\"ordered\"");
    index("build a hash index", "\"fields\":[\"gold\"],\"kind\":\"hash\"");
    index("build a unique index", "\"fields\":[\"id\"],\"unique\":true");
    index("build a grid index", "\"fields\":[\"place\"],\"kind\":\"grid\",\"cell\":8");
  }

  private void index(String name, String what) {
    change(name, "addIndex", "index", "{\"name\":\"i\"," + what + "}");
    change(name.contains("ordered") ? "drop an index" : null, "dropIndex", "index", "\"i\"");
  }

  /** What only a whole schema can say. */
  private void declared() {
    String gold = "{\"name\":\"gold\",\"type\":\"i64\"}";
    String skill = "{\"name\":\"skill\",\"type\":\"f64\"}";
    declare("put fields in another order", gold + "," + skill, skill + "," + gold);
    back(null);
    String key = "\"primaryKey\":[\"id\"]";
    declare("another primary key", key, "\"primaryKey\":[\"name\",\"id\"]");
    back(null);
    String more = "{\"name\":\"gold\",\"type\":\"u32\",\"max\":2000000}," + skill + "," + level();
    String end = "\"indexes\":[{\"name\":\"by_gold\",\"fields\":[\"gold\"],\"kind\":\"ordered\"}]";
    add(
        "PUT: a type, bounds, a field, an ordered index",
        schema ->
            declaration(
                players(
                    players(schema, gold + "," + skill, more),
                    key + ",\"indexes\":[]",
                    key + "," + end)));
    back("PUT: all that back");
  }

  /** Declares the schema with which the round began. */
  private void back(String name) {
    add(name, schema -> declaration(start));
  }

  private static String declaration(String schema) {
    return "{\"change\":\"declareSchema\",\"schema\":" + schema + ",\"allowLoss\":true}";
  }

  private void declare(String name, String old, String wanted) {
    add(name, schema -> declaration(players(schema, old, wanted)));
  }

  /** Replaces something in the document of the players. */
  private static String players(String schema, String old, String wanted) {
    int at = schema.indexOf(old, schema.indexOf("{\"name\":\"players\""));
    if (at < 0) {
      throw new IllegalArgumentException(old + " is not in " + schema);
    }
    return schema.substring(0, at) + wanted + schema.substring(at + old.length());
  }

  private void tables() {
    add(
        "rename a table",
        schema -> "{\"change\":\"renameTable\",\"table\":\"spares\",\"name\":\"others\"}");
    add("drop a table", schema -> "{\"change\":\"dropTable\",\"table\":\"others\"}");
  }

  private void alter(String name, String field, String set) {
    String what = "\"" + field + "\",\"set\":" + set + ",\"allowLoss\":true";
    change(name, "alterField", "field", what);
  }

  private void change(String name, String kind, String member, String what) {
    String json =
        "{\"change\":\"" + kind + "\",\"table\":\"players\",\"" + member + "\":" + what + "}";
    add(name, schema -> json);
  }

  private void add(String name, UnaryOperator<String> document) {
    steps.add(new Step(name, document));
  }
}
