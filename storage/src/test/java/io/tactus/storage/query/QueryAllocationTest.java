package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.schema.TableDefinition;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scanning, filtering, ordering and looking up make no garbage, however many rows there are. */
class QueryAllocationTest {

  private static final int ROWS = 2_000;
  private static final int RUNS = 200;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long sum;

  /** One query along each kind of path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan    | or=(v.gte.500,s.ilike.*name1*,id.in.(5,6,7))&s=not.is.null&order=s,team&limit=50",
        "scan    | code=lt.1000&s=lt.Name5",
        "key     | id=eq.77&v=gte.0",
        "unique  | code=in.(5,77,900)",
        "hash    | team=eq.3&v=gte.100",
        "ordered | v=gte.500&order=v.desc&limit=200",
        "ordered | v=gte.990&s=not.is.null&order=id&limit=20",
        "grid    | at=near.(10,10,5)&order=id",
      })
  void shouldNotAllocatePerRow(String path, String text) {
    try (QueryWorld world = new QueryWorld(table())) {
      world.insert(rows());
      Query query = world.compile(text);
      RunLimits limits = new RunLimits(1000, 1000, 10 * ROWS, false);
      assertEquals(path, query.explain(world.table(), limits).path());
      RowVisitor visitor = row -> sum += row;
      long least = Long.MAX_VALUE;
      // Code that is not compiled yet makes objects that compiled code does without.
      for (int round = 0; round < 60 && least / RUNS > 0; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
          world.runner().run(query, world.table(), limits, visitor);
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least / RUNS, "bytes per run; " + least + " in " + RUNS);
      assertTrue(sum != 0);
    }
  }

  private static TableDefinition table() {
    return TableBuilder.table("t")
        .field("id", "u64")
        .field("v", "f64")
        .field("team", "u8")
        .field("code", "u32")
        .field("at", "f32[2]")
        .nullable("s", "string(20)")
        .hash("by_team", "team")
        .unique("by_code", "code")
        .ordered("by_v", "v")
        .grid("by_place", 8, "at")
        .key("id");
  }

  private static String[] rows() {
    String[] rows = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] =
          "{\"id\":%d,\"v\":%d,\"team\":%d,\"code\":%d,\"at\":[%d,%d],\"s\":\"Name%d\"}"
              .formatted(i, i * 7919 % 1000, i % 7, i, i % 100, i / 100, i);
    }
    return rows;
  }
}
