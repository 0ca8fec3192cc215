package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.PairsTable;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.index.Hash64;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeySearchTest {
  private static final int ROWS = 200_000;

  /** So many that some share all 32 bits of the hash, and a directory of more than a page. */
  @Test
  void shouldFindEveryRowAndNoOtherAlsoWhenHashesCollide() {
    try (Store store = Store.create(StoreConfig.ofBytes(64L << 20, 77));
        Arena arena = Arena.ofConfined()) {
      // In no order that a slot could be guessed by: each look-up goes through the index.
      TableMeta meta = PairsTable.fill(store, ROWS, row -> 1 + row * 7_919L % ROWS);
      long key = arena.allocate(Long.BYTES).address();
      Map<Integer, Long> byFragment = new HashMap<>();
      TableReader table = new TableReader();
      try (Reader reader = store.versions().register()) {
        table.bind(reader.pin(), meta);
        int collisions = 0;
        for (long id = 1; id <= ROWS; id++) {
          Memory.putLong(key, id);
          long row = table.find(key);
          assertEquals(id, meta.layout().field("id").getLong(row));
          assertEquals(row, table.row(table.slotBy(0, key)));
          int fragment = (int) Hash64.ofEightFrom(id, Hash64.start(meta.primary().seed()));
          assertEquals(fragment, (int) Hash64.of(key, Long.BYTES, meta.primary().seed()));
          collisions += byFragment.put(fragment, id) == null ? 0 : 1;
        }
        assertTrue(collisions > 0, "take another seed");
        for (long id = ROWS + 1; id <= 2L * ROWS; id++) {
          Memory.putLong(key, id);
          assertEquals(0, table.find(key));
        }
      }
    }
  }
}
