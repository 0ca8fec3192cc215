package io.tactus.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.TableMeta;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What rows cost: a table of 16-byte rows takes less than 1.15 times rows plus row headers, plus at
 * most 24 bytes per row of key index, counted in logical pages; and the physical frames over it.
 */
class StoreFootprintTest {
  private static final int ROW_BYTES = 16;
  private static final int HEADER_BYTES = 8;

  @Test
  void shouldHoldAMillionRowsWithinTheBound() {
    measure(1_000_000, 128L << 20);
  }

  @Tag("slow")
  @Test
  void shouldHoldTenMillionRowsWithinTheBound() {
    measure(10_000_000, 1L << 30);
  }

  private static void measure(int rows, long bytes) {
    try (Store store = Store.create(StoreConfig.ofBytes(bytes, 77))) {
      long startNs = System.nanoTime();
      TableMeta meta = PairsTable.fill(store, rows);
      long elapsedNs = System.nanoTime() - startNs;
      Version version = store.publish(rows + 1, 0, 0);
      double rowPages = version.pageCount(meta.rowsArea());
      double indexPages = 0;
      for (IndexMeta index : meta.indexes()) {
        indexPages += version.pageCount(index.area());
        indexPages += version.pageCount(index.secondArea());
      }
      double rowFactor = rowPages * Page.SIZE_BYTES / ((double) rows * (ROW_BYTES + HEADER_BYTES));
      double indexBytes = indexPages * Page.SIZE_BYTES / rows;
      double frames = (double) store.statistics().usedFrames() * Page.SIZE_BYTES / rows;
      System.out.printf(
          "%d rows: rows %.4f x (row + header), index %.2f bytes per row, all frames %.2f bytes per"
              + " row, %.0f ns per insert%n",
          rows, rowFactor, indexBytes, frames, (double) elapsedNs / rows);
      assertTrue(rowFactor < 1.15, () -> "rows cost " + rowFactor);
      assertTrue(indexBytes <= 24, () -> "index costs " + indexBytes);
    }
  }
}
