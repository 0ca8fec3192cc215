package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** A rewrite needs old and new pages at once: refused without a trace where they do not fit. */
class AlterationMemoryTest {
  private static final String TABLE =
      """
      {"name":"t","fields":[{"name":"id","type":"u64","generated":true},
        {"name":"pad","type":"string(200)","default":"x"}],"primaryKey":["id"]}""";
  private static final String FIELD = "{\"name\":\"more\",\"type\":\"u64\",\"default\":1}";

  private static AlteredStore filled(StoreConfig config) {
    AlteredStore world = new AlteredStore(Store.create(config));
    world.create(TABLE);
    for (int i = 0; i < 2_000; i++) {
      world.insert("t", "{}");
    }
    return world;
  }

  @Test
  void shouldBeRefusedOnePageShortAndFitWithIt() {
    StoreConfig config = StoreConfig.ofBytes(8 << 20, 1);
    long peak;
    try (AlteredStore world = filled(config)) {
      long before = world.publish().logicalPages();
      long area = world.store.catalog().table("t").rowsArea();
      long oldRows = world.publish().pageCount((int) area);
      world.addField("t", FIELD);
      int newArea = world.store.catalog().table("t").rowsArea();
      long newRows = world.publish().pageCount(newArea);
      peak = before + newRows;
      assertTrue(world.publish().logicalPages() <= before + newRows - oldRows + 1);
    }
    try (AlteredStore world = filled(config)) {
      world.store.limitLogicalPages(peak - 1);
      Rejection refused = assertThrows(Rejection.class, () -> world.addField("t", FIELD));
      assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
      world.store.limitLogicalPages(peak);
      world.addField("t", FIELD);
      assertEquals(2_000, world.rows("t").size());
    }
  }

  /** As many rewrites as one likes in one batch, in the frames that two whole versions take. */
  @Test
  void shouldKeepToItsFramesWithinABatch() {
    long pages = 1200;
    FrameBudget budget = new FrameBudget(pages, 1, 1, 0);
    StoreConfig config =
        new StoreConfig(pages, budget.maxFrames(), 1, 1_000_000, 64 << 20, 64 << 20);
    try (AlteredStore world = filled(config)) {
      world.publish();
      for (int i = 0; i < 20; i++) {
        Transaction transaction = world.begin();
        transaction.change(new SchemaChange.AddField("t", AlteredStore.node(FIELD)));
        transaction.change(new DropField("t", "more"));
        transaction.commit((table, operation, oldRow, newRow) -> {});
      }
      Store.audit(world.publish());
    }
  }
}
