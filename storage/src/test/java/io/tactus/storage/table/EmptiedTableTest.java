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
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table that loses its last row gives its pages back, to whichever table needs some. */
class EmptiedTableTest {
  private static final StoreConfig CONFIG = StoreConfig.ofBytes(2 << 20, 5);
  private static final int ROWS_PER_COMMAND = 100;

  private CommandStore commands = new CommandStore(CONFIG);

  @AfterEach
  void close() {
    commands.close();
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
    commands.create(items(name));
  }

  /** Inserts so many rows as one command. */
  private void insert(String name, int rows) {
    Transaction transaction = commands.begin();
    try {
      for (int i = 0; i < rows; i++) {
        insertOne(transaction.table(name), commands.sequence() * 1000 + i);
      }
      transaction.commit(ChangeSink.NONE);
    } catch (Rejection refused) {
      transaction.rollback();
      throw refused;
    }
  }

  private void insertOne(Table table, long number) {
    RowDraft draft = commands.draft;
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
    Transaction transaction = commands.begin();
    deleteWithin(transaction, name, rows);
    transaction.commit(ChangeSink.NONE);
    return commands.table(name).rowCount();
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
        commands.publish();
      } catch (Rejection refused) {
        assertEquals(RejectionCode.MEMORY_LIMIT, refused.code(), refused.getMessage());
        return commands.table(name).rowCount();
      }
    }
  }

  @Test
  void shouldGiveTheMemoryOfOneTableToAnother() {
    create("a");
    create("b");
    long empty = commands.pages();
    long rows = fill("a");
    assertTrue(rows > 3_000, "rows " + rows);
    assertThrows(Rejection.class, () -> insert("b", ROWS_PER_COMMAND));

    long full = commands.pages();
    long left = rows / 3;
    assertEquals(left, delete("a", (int) (rows - left)));
    commands.publishAudited();
    assertTrue(
        commands.pages() > full / 2, "a third of the rows keeps all but the pages of values");

    assertEquals(0, delete("a", (int) left));
    assertEquals(empty, commands.publishAudited().logicalPages());
    long others = fill("b");
    assertTrue(others >= rows - 2 * ROWS_PER_COMMAND, "rows " + rows + ", then " + others);
  }

  @Test
  void shouldBeginAnewInAnEmptiedTableAndGoOnCounting() {
    create("a");
    insert("a", 500);
    delete("a", 500);
    assertEquals(0, commands.table("a").slotCount());
    insert("a", 1);
    commands.publishAudited();
    ScanCursor cursor = new ScanCursor();
    Table table = commands.begin().table("a");
    table.scan(cursor);
    assertTrue(cursor.next());
    assertEquals(1, cursor.slot());
    assertEquals(501, table.layout().field(0).getLong(cursor.address()), "ids are not given again");
    commands.store().transaction().rollback();
  }

  @Test
  void shouldKeepTheFirstPageOfASmallTable() {
    create("a");
    insert("a", 3);
    delete("a", 3);
    commands.publishAudited();
    assertEquals(3, commands.table("a").slotCount());
  }

  /** Few rows may have many pages of values: a queue of large messages. */
  @Test
  void shouldGiveBackTheValuesOfASmallTable() {
    commands.create(TableBuilder.table("mail").field("id", "u64").field("note", "text").key("id"));
    long empty = commands.pages();
    for (int id = 1; id <= 10; id++) {
      Transaction transaction = commands.begin();
      RowDraft draft = commands.draft;
      draft.reset(transaction.table("mail").layout());
      draft.setLong(0, id);
      draft.setString(1, "x".repeat(60_000));
      transaction.table("mail").insert(draft);
      transaction.commit(ChangeSink.NONE);
    }
    assertTrue(commands.pages() > empty + 140, "pages " + commands.pages());
    assertEquals(0, delete("mail", 10));
    assertEquals(empty, commands.publishAudited().logicalPages());
  }

  @Test
  void shouldTakeItBackWithTheTransaction() {
    create("a");
    insert("a", 400);
    long before = commands.publishAudited().logicalPages();
    var hashes = commands.hashes();
    Transaction transaction = commands.begin();
    deleteWithin(transaction, "a", 400);
    transaction.settleIndexes();
    assertEquals(0, transaction.table("a").slotCount());
    insertOne(transaction.table("a"), 1);
    transaction.rollback();
    assertEquals(before, commands.publishAudited().logicalPages());
    assertEquals(hashes, commands.hashes());
    assertEquals(400, commands.table("a").rowCount());
  }

  @Test
  void shouldGiveBackOnlyWhatASavepointLeavesEmpty() {
    create("a");
    create("b");
    insert("a", 400);
    insert("b", 400);
    Transaction transaction = commands.begin();
    deleteWithin(transaction, "b", 400);
    int savepoint = transaction.savepoint();
    deleteWithin(transaction, "a", 400);
    transaction.settleIndexes();
    transaction.rollbackTo(savepoint);
    assertEquals(400, transaction.table("a").rowCount());
    transaction.commit(ChangeSink.NONE);
    commands.publishAudited();
    assertEquals(400, commands.table("a").slotCount());
    assertEquals(0, commands.table("b").slotCount());
  }

  @Test
  void shouldGiveBackAfterTheTableWasAlteredOrDropped() {
    create("a");
    create("b");
    insert("a", 400);
    insert("b", 400);
    Transaction transaction = commands.begin();
    deleteWithin(transaction, "a", 400);
    deleteWithin(transaction, "b", 400);
    transaction.dropTable("b");
    transaction.commit(ChangeSink.NONE);
    commands.publishAudited();
    assertEquals(0, commands.table("a").slotCount());
  }

  @Test
  void shouldLeaveReadersWhatTheySee() {
    create("a");
    insert("a", 300);
    commands.publishAudited();
    try (Reader reader = commands.store().versions().register()) {
      Version held = reader.pin();
      delete("a", 300);
      for (int i = 0; i < 20; i++) {
        insert("a", 100);
        commands.publishAudited();
        delete("a", 100);
        commands.publishAudited();
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
    commands.close();
    commands = new CommandStore(CONFIG.withMaxUndoBytes(12L * Page.SIZE_BYTES));
    commands.create(TableBuilder.pairs("pairs"));
    int rows = 400;
    for (int id = 1; id <= rows; id++) {
      commands.insertPair("pairs", id);
    }
    int last = 240;
    delete("pairs", rows - last);
    assertEquals(0, delete("pairs", last));
    commands.publishAudited();
    assertEquals(rows, commands.table("pairs").slotCount(), "no room for what giving back takes");
    commands.insertPair("pairs", 1);
    assertEquals(0, delete("pairs", 1));
    assertEquals(0, commands.table("pairs").slotCount());
    commands.publishAudited();
  }

  @Test
  void shouldBeTheSameOutOfASnapshot() {
    create("a");
    create("b");
    insert("a", 500);
    insert("b", 200);
    delete("a", 500);
    insert("a", 30);
    commands.publishAudited();
    try (CommandStore loaded = commands.reloaded()) {
      assertEquals(commands.hashes(), loaded.hashes());
      CommandStore before = commands;
      insert("a", 300);
      delete("a", 330);
      long pages = commands.publishAudited().logicalPages();
      var hashes = commands.hashes();
      commands = loaded;
      insert("a", 300);
      delete("a", 330);
      assertEquals(pages, commands.publishAudited().logicalPages());
      assertEquals(hashes, commands.hashes());
      commands = before;
    }
  }
}
