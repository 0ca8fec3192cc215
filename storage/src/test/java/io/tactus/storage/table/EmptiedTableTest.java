package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table that loses its last row gives its pages back, to whichever table needs some. */
class EmptiedTableTest {
  private static final long LIMIT_BYTES = 2 << 20;
  private static final int ROWS_PER_COMMAND = 100;

  private final RowDraft draft = new RowDraft();
  private Store store = Store.create(StoreConfig.ofBytes(LIMIT_BYTES, 5));
  private long sequence;

  @AfterEach
  void close() {
    store.close();
  }

  /** Every kind of index, and values of variable length. */
  private static TableDefinition items(String name) {
    return TableBuilder.table(name)
        .generated("id", "u64")
        .field("owner", "u32")
        .field("price", "i64")
        .field("at", "f32[2]")
        .nullable("note", "text")
        .hash("by_owner", "owner")
        .ordered("by_price", "price")
        .unique("by_both", "owner", "price")
        .grid("by_place", 8, "at")
        .key("id");
  }

  private void create(String name) {
    store.transaction().begin(++sequence).createTable(items(name));
    store.transaction().commit(ChangeSink.NONE);
  }

  /** Inserts so many rows as one command. */
  private void insert(String name, int rows) {
    Transaction transaction = store.transaction().begin(++sequence);
    try {
      for (int i = 0; i < rows; i++) {
        insertOne(transaction.table(name), sequence * 1000 + i);
      }
      transaction.commit(ChangeSink.NONE);
    } catch (Rejection refused) {
      transaction.rollback();
      throw refused;
    }
  }

  private void insertOne(Table table, long number) {
    draft.reset(table.layout());
    draft.setLong(1, number % 7);
    draft.setLong(2, number);
    draft.setDouble(3, (double) (number % 100));
    draft.setDouble(4, (double) (number % 90));
    if (number % 3 == 0) {
      draft.setString(5, "note ".repeat((int) (number % 40)));
    }
    table.insert(draft);
  }

  /** Deletes up to so many rows as one command and returns how many are left. */
  private long delete(String name, int rows) {
    Transaction transaction = store.transaction().begin(++sequence);
    deleteWithin(transaction, name, rows);
    transaction.commit(ChangeSink.NONE);
    return store.table(name).rowCount();
  }

  private static void deleteWithin(Transaction transaction, String name, int rows) {
    Table table = transaction.table(name);
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    for (int i = 0; i < rows && cursor.next(); i++) {
      table.deleteAt(cursor.slot(), 0);
    }
  }

  /** Inserts until there is no more room, and returns the rows. */
  private long fill(String name) {
    while (true) {
      try {
        insert(name, ROWS_PER_COMMAND);
        store.publish(sequence, 0, 0);
      } catch (Rejection refused) {
        assertEquals(RejectionCode.MEMORY_LIMIT, refused.code(), refused.getMessage());
        return store.table(name).rowCount();
      }
    }
  }

  private Version publish() {
    Version version = store.publish(sequence, 0, 0);
    Store.audit(version);
    return version;
  }

  private long pages() {
    return store.publish(sequence, 0, 0).logicalPages();
  }

  @Test
  void shouldGiveTheMemoryOfOneTableToAnother() {
    create("a");
    create("b");
    long empty = pages();
    long rows = fill("a");
    assertTrue(rows > 3_000, "rows " + rows);
    assertThrows(Rejection.class, () -> insert("b", ROWS_PER_COMMAND));

    long full = pages();
    long left = rows / 3;
    assertEquals(left, delete("a", (int) (rows - left)));
    publish();
    assertTrue(pages() > full / 2, "a third of the rows keeps all but the pages of values");

    assertEquals(0, delete("a", (int) left));
    assertEquals(empty, publish().logicalPages());
    long others = fill("b");
    assertTrue(others >= rows - 2 * ROWS_PER_COMMAND, "rows " + rows + ", then " + others);
  }

  @Test
  void shouldBeginAnewInAnEmptiedTableAndGoOnCounting() {
    create("a");
    insert("a", 500);
    delete("a", 500);
    assertEquals(0, store.table("a").slotCount());
    insert("a", 1);
    publish();
    ScanCursor cursor = new ScanCursor();
    Table table = store.transaction().begin(++sequence).table("a");
    table.scan(cursor);
    assertTrue(cursor.next());
    assertEquals(1, cursor.slot());
    assertEquals(501, table.layout().field(0).getLong(cursor.address()), "ids are not given again");
    store.transaction().rollback();
  }

  @Test
  void shouldKeepTheFirstPageOfASmallTable() {
    create("a");
    insert("a", 3);
    delete("a", 3);
    publish();
    assertEquals(3, store.table("a").slotCount());
  }

  /** Few rows may have many pages of values: a queue of large messages. */
  @Test
  void shouldGiveBackTheValuesOfASmallTable() {
    store.transaction().begin(++sequence);
    store
        .transaction()
        .createTable(TableBuilder.table("mail").field("id", "u64").field("note", "text").key("id"));
    store.transaction().commit(ChangeSink.NONE);
    long empty = pages();
    for (int id = 1; id <= 10; id++) {
      Transaction transaction = store.transaction().begin(++sequence);
      draft.reset(transaction.table("mail").layout());
      draft.setLong(0, id);
      draft.setString(1, "x".repeat(60_000));
      transaction.table("mail").insert(draft);
      transaction.commit(ChangeSink.NONE);
    }
    assertTrue(pages() > empty + 140, "pages " + pages());
    assertEquals(0, delete("mail", 10));
    assertEquals(empty, publish().logicalPages());
  }

  @Test
  void shouldTakeItBackWithTheTransaction() {
    create("a");
    insert("a", 400);
    long before = publish().logicalPages();
    var hashes = store.hashes();
    Transaction transaction = store.transaction().begin(++sequence);
    deleteWithin(transaction, "a", 400);
    transaction.settleIndexes();
    assertEquals(0, transaction.table("a").slotCount());
    insertOne(transaction.table("a"), 1);
    transaction.rollback();
    assertEquals(before, publish().logicalPages());
    assertEquals(hashes, store.hashes());
    assertEquals(400, store.table("a").rowCount());
  }

  @Test
  void shouldGiveBackOnlyWhatASavepointLeavesEmpty() {
    create("a");
    create("b");
    insert("a", 400);
    insert("b", 400);
    Transaction transaction = store.transaction().begin(++sequence);
    deleteWithin(transaction, "b", 400);
    int savepoint = transaction.savepoint();
    deleteWithin(transaction, "a", 400);
    transaction.settleIndexes();
    transaction.rollbackTo(savepoint);
    assertEquals(400, transaction.table("a").rowCount());
    transaction.commit(ChangeSink.NONE);
    publish();
    assertEquals(400, store.table("a").slotCount());
    assertEquals(0, store.table("b").slotCount());
  }

  @Test
  void shouldGiveBackAfterTheTableWasAlteredOrDropped() {
    create("a");
    create("b");
    insert("a", 400);
    insert("b", 400);
    Transaction transaction = store.transaction().begin(++sequence);
    deleteWithin(transaction, "a", 400);
    deleteWithin(transaction, "b", 400);
    transaction.dropTable("b");
    transaction.commit(ChangeSink.NONE);
    publish();
    assertEquals(0, store.table("a").slotCount());
  }

  @Test
  void shouldLeaveReadersWhatTheySee() {
    create("a");
    insert("a", 300);
    publish();
    try (Reader reader = store.versions().register()) {
      Version held = reader.pin();
      delete("a", 300);
      for (int i = 0; i < 20; i++) {
        insert("a", 100);
        publish();
        delete("a", 100);
        publish();
      }
      Store.audit(held);
      TableReader table = new TableReader().bind(held, held.catalog(Catalog.class).table("a"));
      assertEquals(300, table.rowCount());
      reader.unpin();
    }
  }

  /** The delete goes through; the next one that empties the table gives back. */
  @Test
  void shouldNotRefuseADeleteForWantOfUndo() {
    StoreConfig usual = StoreConfig.ofBytes(LIMIT_BYTES, 5);
    store.close();
    store =
        Store.create(
            new StoreConfig(
                usual.maxLogicalPages(),
                usual.maxFrames(),
                5,
                usual.maxRowsPerCommand(),
                12L * Page.SIZE_BYTES,
                usual.maxChangeBytes()));
    store.transaction().begin(++sequence).createTable(TableBuilder.pairs("pairs"));
    store.transaction().commit(ChangeSink.NONE);
    int rows = 400;
    for (int id = 1; id <= rows; id++) {
      insertPair(id);
    }
    int last = 240;
    delete("pairs", rows - last);
    assertEquals(0, delete("pairs", last));
    publish();
    assertEquals(rows, store.table("pairs").slotCount(), "no room for what giving back takes");
    insertPair(1);
    assertEquals(0, delete("pairs", 1));
    assertEquals(0, store.table("pairs").slotCount());
    publish();
  }

  private void insertPair(long id) {
    Transaction transaction = store.transaction().begin(++sequence);
    draft.reset(transaction.table("pairs").layout());
    draft.setLong(0, id);
    draft.setLong(1, id);
    transaction.table("pairs").insert(draft);
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldBeTheSameOutOfASnapshot() {
    create("a");
    create("b");
    insert("a", 500);
    insert("b", 200);
    delete("a", 500);
    insert("a", 30);
    Version version = publish();
    try (Store loaded =
        Store.load(store.config(), visitor -> PageImage.forEachPage(version, visitor))) {
      assertEquals(store.hashes(), loaded.hashes());
      Store before = store;
      long at = sequence;
      insert("a", 300);
      delete("a", 330);
      long pages = publish().logicalPages();
      var hashes = store.hashes();
      store = loaded;
      sequence = at;
      insert("a", 300);
      delete("a", 330);
      assertEquals(pages, publish().logicalPages());
      assertEquals(hashes, store.hashes());
      store = before;
    }
  }
}
