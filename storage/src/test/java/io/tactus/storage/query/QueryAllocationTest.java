package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.storage.TableBuilder;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Scanning, filtering, ordering and looking up make no garbage, however many rows there are. */
class QueryAllocationTest {

  private static final int ROWS = 2_000;
  private static final int RUNS = 200;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long sum;

  @Test
  void shouldNotAllocatePerRowScanned() {
    var table =
        TableBuilder.table("t").field("id", "u64").field("v", "f64").nullable("s", "string(20)");
    try (QueryWorld world = new QueryWorld(table.key("id"))) {
      String[] rows = new String[ROWS];
      for (int i = 0; i < ROWS; i++) {
        rows[i] = "{\"id\":" + i + ",\"v\":" + i * 7919 % 1000 + ",\"s\":\"Name" + i + "\"}";
      }
      world.insert(rows);
      Query scan =
          world.compile(
              "or=(v.gte.500,s.ilike.*name1*,id.in.(5,6,7))&s=not.is.null&order=v.desc,s&limit=50");
      Query lookUp = world.compile("id=eq.77&v=gte.0");
      RunLimits limits = new RunLimits(1000, 1000, 10 * ROWS, false);
      RowVisitor visitor = row -> sum += row;
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 6; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
          world.runner().run(scan, world.table(), limits, visitor);
          world.runner().run(lookUp, world.table(), limits, visitor);
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least / RUNS, "bytes per run; " + least + " in " + RUNS);
      assertTrue(sum != 0);
    }
  }
}
