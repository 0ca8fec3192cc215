package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows ahead are read a few at a time, within the range, only if rows are wanted. */
class RowsAheadTest {
  /** Several leaves. */
  private static final int ROWS = 2000;

  private final Store store = Store.create(StoreConfig.ofBytes(16 << 20, 1));
  private final Reader reader = store.versions().register();
  private final TableReader table = new TableReader();
  private final OrderedCursor cursor = new OrderedCursor();
  private final List<Long> asked = new ArrayList<>();

  /** The prices go down as the ids go up: entry n of the index is slot {@value #ROWS} - n. */
  RowsAheadTest() {
    store.transaction().begin(1);
    TableMeta meta =
        store
            .transaction()
            .createTable(
                new TableDefinition(
                    0,
                    "items",
                    List.of(
                        Field.of(0, "id", FieldType.of(TypeKind.I64)),
                        Field.of(0, "price", FieldType.of(TypeKind.I64))),
                    List.of("id"),
                    List.of(
                        new IndexDefinition(
                            "by_price", List.of("price"), IndexKind.ORDERED, false))));
    store
        .transaction()
        .createTable(
            TableDefinition.of(
                0, "empty", List.of(Field.of(0, "id", FieldType.of(TypeKind.I64))), List.of("id")));
    RowDraft draft = new RowDraft();
    for (int id = 1; id <= ROWS; id++) {
      draft.reset(meta.layout());
      draft.setLong(0, id);
      draft.setLong(1, ROWS - id);
      store.table(meta.id()).insert(draft);
    }
    store.transaction().commit(ChangeSink.NONE);
    store.publish(1, 0, 0);
    Version version = reader.pin();
    TableMeta published = version.catalog(Catalog.class).table("items");
    table.bind(version, published);
    cursor.bind(
        version,
        published.indexes().get(1).area(),
        new OrderedEntries(published.layout(), List.of("price")).shape(),
        new Asked(published));
  }

  @AfterEach
  void close() {
    reader.close();
    store.close();
  }

  /** Notes the slots whose places are asked for. */
  private final class Asked implements RowPlaces {
    private final RowPlaces places;

    Asked(RowPlaces places) {
      this.places = places;
    }

    @Override
    public int rowsArea() {
      return places.rowsArea();
    }

    @Override
    public long page(long slot) {
      asked.add(slot);
      return places.page(slot);
    }

    @Override
    public int offset(long slot) {
      return places.offset(slot);
    }

    @Override
    public int rowBytes() {
      return places.rowBytes();
    }
  }

  /** Prices from {@code from} to below {@code to}. */
  private static KeyRange prices(long from, long to) {
    return new KeyRange(key(from), true, key(to), false);
  }

  private static byte[] key(long price) {
    return ByteBuffer.allocate(Long.BYTES).putLong(price ^ Long.MIN_VALUE).array();
  }

  /** Returns the slots of the rows with the prices from {@code from} on, upwards. */
  private static List<Long> slots(int from, int count) {
    return LongStream.range(from, from + count).map(price -> ROWS - price).boxed().toList();
  }

  private void take(int rows) {
    for (int i = 0; i < rows; i++) {
      assertTrue(cursor.next());
      assertTrue(cursor.slot() > 0);
    }
  }

  @Test
  void shouldReadNoneAtFirstThenFewThenMore() {
    cursor.seek(prices(10, ROWS), false);
    take(1);
    assertEquals(List.of(), asked, "the first row is read by whoever asked for it");
    take(1);
    assertEquals(slots(11, 4), asked);
    take(3);
    assertEquals(slots(11, 4), asked);
    take(1);
    assertEquals(slots(11, 4 + RowsAhead.MOST), asked);
    take(RowsAhead.MOST - 1);
    assertEquals(slots(11, 4 + RowsAhead.MOST), asked);
    take(1);
    assertEquals(slots(11, 4 + 2 * RowsAhead.MOST), asked);
  }

  @Test
  void shouldBeginSmallAgainWithTheNextRange() {
    cursor.seek(prices(10, ROWS), false);
    take(10);
    asked.clear();
    cursor.seek(prices(50, ROWS), false);
    take(1);
    assertEquals(List.of(), asked);
    take(1);
    assertEquals(slots(51, 4), asked);
  }

  @Test
  void shouldNotReadBeyondTheRange() {
    cursor.seek(prices(7, 10), false);
    take(3);
    assertFalse(cursor.next());
    assertEquals(slots(8, 2), asked);
    asked.clear();
    cursor.seek(prices(7, 10), true);
    take(3);
    assertFalse(cursor.next());
    assertEquals(slots(7, 2).reversed(), asked);
  }

  @Test
  void shouldReadNoRowIfOnlyEntriesAreCounted() {
    cursor.seek(KeyRange.ALL, false);
    for (int i = 0; i < ROWS; i++) {
      assertTrue(cursor.next());
    }
    assertFalse(cursor.next());
    assertEquals(List.of(), asked);
  }

  @Test
  void shouldGoOnWhereRowsThatNobodyWantedEnd() {
    cursor.seek(KeyRange.ALL, false);
    for (int i = 0; i < 100; i++) {
      assertTrue(cursor.next());
    }
    take(2);
    assertEquals(slots(101, 4), asked);
  }

  /** All but the first, and those that remain alone in a leaf. */
  @Test
  void shouldReadEachRowOnceThroughAllLeavesInBothDirections() {
    for (boolean descending : new boolean[] {false, true}) {
      asked.clear();
      cursor.seek(KeyRange.ALL, descending);
      take(ROWS);
      assertFalse(cursor.next());
      assertTrue(asked.size() > ROWS * 0.98, asked.size() + " of " + ROWS);
      for (int i = 1; i < asked.size(); i++) {
        assertTrue(descending == asked.get(i - 1) < asked.get(i), "once, and in their order");
      }
    }
  }

  /** A reader that is bound to something else must not mislead a cursor it has bound before. */
  @Test
  void shouldKeepToItsOwnVersionWhenTheReaderIsBoundToAnother() {
    OrderedCursor own = table.ordered(1, new OrderedCursor());
    own.seek(KeyRange.ALL, false);
    Version version = table.version();
    table.bind(version, version.catalog(Catalog.class).table("empty"));
    for (int i = 0; i < ROWS; i++) {
      assertTrue(own.next());
      assertEquals(ROWS - i, own.slot());
    }
  }
}
