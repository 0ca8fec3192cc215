package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A table that once was large: a scan looks at every slot it ever had, is planned so, and costs so
 * much.
 */
class FreeSlotsTest {

  private static final int ROWS = 2_000;
  private static final int LEFT = 20;
  private static final RunLimits FIRST = new RunLimits(1_000, 1_000, ROWS, false);

  private final QueryWorld world =
      new QueryWorld(
          TableBuilder.table("t")
              .field("id", "u64")
              .field("skill", "f64")
              .field("team", "u8")
              .ordered("by_skill", "skill")
              .key("id"));

  @BeforeEach
  void emptyATable() {
    String[] rows = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = "{\"id\":%d,\"skill\":%d,\"team\":%d}".formatted(i, i, i % 3);
    }
    world.insert(rows).delete("id=gte." + LEFT);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldPlanAScanByItsSlots() {
    assertEquals("ordered", world.explain("order=skill").path());
    assertEquals("ordered", world.explain("skill=gte.0").path());
    QueryPlan scan = world.explain("team=eq.1");
    assertEquals("scan", scan.path());
    assertEquals(LEFT, scan.tableRows());
    assertEquals(ROWS, scan.tableSlots());
    assertEquals(LEFT, scan.estimatedRows());
    assertEquals(ROWS, scan.estimatedCost());
    assertEquals(
        """
        scan t
          filter: team=eq.1
          order: primary key by sorting, first 20 kept
          limit: 1000
          estimated: 20 of 20 rows in 2000 slots, cost 2000 of at most 1000000
        """,
        scan.toText());
  }

  @Test
  void shouldChargeAScanWhatItIsTakenToCost() {
    Query query = world.compile("team=eq.1");
    assertEquals(7, world.ids(query, FIRST).size());
    assertEquals(ROWS, world.runner().scanned());
    assertEquals(ROWS, query.estimatedCost(world.table(), FIRST));
    RunLimits less = new RunLimits(1_000, 1_000, ROWS - 1, false);
    Rejection refused = assertThrows(Rejection.class, () -> world.ids(query, less));
    assertEquals(RejectionCode.WORK_BUDGET, refused.code());
    assertEquals(
        "a scan of 2000 rows and free slots, at most 1999 are allowed", refused.getMessage());
  }

  /** Twenty look-ups in the index cost more than twenty rows, but not more than all the slots. */
  @Test
  void shouldLeadACommandByTheIndex() {
    String each = "skill=in.(0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19)";
    assertEquals(LEFT, world.matching(each).size());
    long byIndex = world.matchingCost(each);
    assertTrue(byIndex > 0 && byIndex <= 4 * LEFT, "cost " + byIndex);
    assertEquals(ROWS, world.matchingCost("team=eq.1"));
  }
}
