package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The least and greatest values by the ends of an index, against those of a scan. */
class ExtremePropertyTest {

  private static TableDefinition table() {
    return TableBuilder.table("t")
        .field("id", "u64")
        .field("team", "u8")
        .nullable("score", "i32")
        .nullable("ratio", "f64")
        .nullable("name", "string(6)")
        .ordered("by_score", "team", "score")
        .ordered("by_ratio", "ratio")
        .ordered("by_name", "name", "team")
        .key("id");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldAgreeWithAScan(long seed) {
    Random random = new Random(seed);
    try (QueryWorld world = new QueryWorld(table())) {
      List<String> columns = List.of("score", "ratio", "name");
      for (int round = 0; round < 60; round++) {
        if (round % 6 == 0) {
          world.insert(row(random, round + 1));
        }
        String column = columns.get(random.nextInt(3));
        String filter =
            switch (random.nextInt(4)) {
              case 0 -> "&team=eq." + random.nextInt(4);
              case 1 -> "&" + column + "=not.is.null";
              case 2 -> "&ratio=gte.0.5";
              default -> "";
            };
        String query = "select=lo:" + column + ".min(),hi:" + column + ".max()" + filter;
        Query compiled = world.compile(query);
        Query scan = compiled.along(compiled.paths().getLast());
        assertEquals(
            result(world, scan), result(world, compiled), () -> "seed " + seed + ": " + query);
      }
    }
  }

  private static String row(Random random, int id) {
    return "{\"id\":%d,\"team\":%d,\"score\":%s,\"ratio\":%s,\"name\":%s}"
        .formatted(
            id,
            random.nextInt(3),
            random.nextInt(3) == 0 ? null : random.nextInt(9) - 4,
            random.nextInt(3) == 0 ? null : List.of("-0.0", "0.0", "0.75").get(random.nextInt(3)),
            random.nextInt(3) == 0 ? null : "\"n" + random.nextInt(20) + "\"");
  }

  private static String result(QueryWorld world, Query query) {
    JsonWriter out = JsonWriters.create();
    new ResultWriter().write(query, world.table(), QueryWorld.ALL, true, out, () -> {});
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select=ratio.min()                            | by_ratio | 2",
        "select=ratio.min(),ratio.max()                | by_ratio | 4",
        "select=ratio.max(),n:name.min()               | by_ratio | 4",
        "select=score.max()&team=eq.1                  | by_score | 2",
        "select=score.max()                            | ''       | 50",
        "select=score.max()&team=in.(1,2)              | by_score | 100",
        "select=ratio.max()&team=eq.1                  | by_score | 50",
        "select=ratio.max(),count()                    | ''       | 50",
        "select=team,ratio.max()                       | ''       | 50",
      })
  void shouldLookAtNoMoreThanNeeded(String query, String index, long most) {
    try (QueryWorld world = new QueryWorld(table())) {
      Random random = new Random(5);
      for (int id = 1; id <= 50; id++) {
        world.insert(row(random, id));
      }
      assertEquals(index, world.explain(query).index());
      JsonWriter out = JsonWriters.create();
      ResultWriter results = new ResultWriter();
      results.write(world.compile(query), world.table(), QueryWorld.ALL, true, out, () -> {});
      assertTrue(results.scanned() <= most, "looked at " + results.scanned());
      if (most < 50) {
        assertEquals(most, world.explain(query).estimatedCost());
      }
    }
  }

  @Test
  void shouldFindNothingInAnEmptyTable() {
    try (QueryWorld world = new QueryWorld(table())) {
      assertEquals("[{\"min\":null,\"max\":null}]", world.result("select=ratio.min(),ratio.max()"));
    }
  }
}
