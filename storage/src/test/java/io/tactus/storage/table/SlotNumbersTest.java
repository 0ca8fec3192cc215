package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Page;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slots are divided by rows per page without a division: compared with the division here. */
class SlotNumbersTest {

  private static TableMeta withRows(int capacityBytes) {
    TableDefinition table =
        TableBuilder.table("t")
            .field("id", "u8")
            .field("s", "string(" + capacityBytes + ")")
            .key("id")
            .withIds(64);
    RowLayout layout = new RowLayout(table);
    return new TableMeta(table, layout, false, 1, List.of(IndexMeta.primary(null, 0, 2, 3)));
  }

  @Test
  void shouldPlaceEverySlotAsDivisionDoes() {
    Random random = new Random(11);
    for (int capacity = 1; capacity < Page.SIZE_BYTES - 11; capacity += 1 + capacity / 16) {
      TableMeta meta = withRows(capacity);
      int rowsPerPage = meta.rowsPerPage();
      for (int i = 0; i < 2000; i++) {
        check(meta, 1 + i, rowsPerPage);
        check(meta, 0xFFFF_FFFFL - i, rowsPerPage);
        check(meta, 1 + (random.nextLong() >>> 32), rowsPerPage);
        check(meta, (1 + random.nextInt(1 << 20)) * (long) rowsPerPage, rowsPerPage);
      }
    }
  }

  private static void check(TableMeta meta, long slot, int rowsPerPage) {
    long page = 1 + (slot - 1) / rowsPerPage;
    int row = (int) ((slot - 1) % rowsPerPage);
    assertEquals(page, meta.page(slot));
    assertEquals(row, meta.row(slot));
    assertEquals(row * meta.layout().rowBytes(), meta.offset(slot));
    assertEquals(slot, meta.slot(page, row));
  }
}
