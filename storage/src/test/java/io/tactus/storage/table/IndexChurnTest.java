package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.transaction.Transaction;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Secondary indexes of every kind under many writes: what they cost, and that they stay small. */
class IndexChurnTest {

  @Test
  void shouldNotGrowWhenRowsComeAndGo() {
    try (Store store = Store.create(StoreConfig.ofBytes(64 << 20, 7))) {
      Transaction transaction = store.transaction();
      transaction.begin(1);
      TableMeta meta =
          transaction.createTable(
              TableBuilder.table("players")
                  .generated("id", "u64")
                  .field("skill", "f64")
                  .field("region", "u8")
                  .nullable("x", "f32")
                  .field("y", "f32")
                  .ordered("by_skill", "skill", "region")
                  .hash("by_region", "region", "skill")
                  .grid("near", 16, "x", "y")
                  .key("id"));
      transaction.commit(ChangeSink.NONE);
      Table table = store.table(meta.id());
      Random random = new Random(8);
      RowDraft draft = new RowDraft();
      long[] slots = new long[2_000];
      long sequence = 1;
      long settled = 0;
      for (int round = 0; round < 60; round++) {
        transaction.begin(++sequence);
        for (int i = 0; i < 1_000; i++) {
          int index = random.nextInt(slots.length);
          if (slots[index] != 0) {
            table.deleteAt(slots[index], 0);
          }
          draft.reset(table.layout());
          draft.setDouble(1, random.nextGaussian() * 400);
          draft.setLong(2, random.nextInt(7));
          if (random.nextInt(10) != 0) {
            draft.setDouble(3, (float) (random.nextGaussian() * 1000));
          }
          draft.setDouble(4, (float) (random.nextGaussian() * 1000));
          table.insert(draft);
          slots[index] = table.lastSlot();
        }
        if (random.nextInt(3) == 0) {
          transaction.rollback();
          slots = new long[slots.length];
          refill(table, slots);
        } else {
          transaction.commit(ChangeSink.NONE);
        }
        Store.audit(store.publish(sequence, 0, 0));
        settled = round == 20 ? store.statistics().logicalPages() : settled;
      }
      long pages = store.statistics().logicalPages();
      assertTrue(pages <= settled + settled / 5, pages + " pages after " + settled);
      assertEquals(4, meta.indexes().size());
    }
  }

  private static void refill(Table table, long[] slots) {
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    int index = 0;
    while (cursor.next()) {
      slots[index++] = cursor.slot();
    }
  }
}
