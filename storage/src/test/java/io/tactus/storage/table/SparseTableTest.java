package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table that has lost all but few of its rows gives back the pages that those do not need. */
class SparseTableTest {
  private static final int MANY = 4_000;

  private static final StoreConfig CONFIG = StoreConfig.ofBytes(8 << 20, 5);

  private CommandStore commands = new CommandStore(CONFIG);

  @AfterEach
  void close() {
    commands.close();
  }

  /** Every kind of index, and values of variable length. */
  private void create(String name) {
    commands.create(
        TableBuilder.table(name)
            .generated("id", "u64")
            .field("price", "i64")
            .field("at", "f32[2]")
            .nullable("note", "text")
            .hash("by_price", "price")
            .ordered("in_order", "price", "id")
            .unique("by_both", "id", "price")
            .grid("by_place", 8, "at")
            .key("id"));
  }

  private void insert(String name, int rows) {
    Transaction transaction = commands.begin();
    for (int i = 0; i < rows; i++) {
      insertOne(transaction.table(name), i);
    }
    transaction.commit(ChangeSink.NONE);
  }

  private void insertOne(Table table, long number) {
    RowDraft draft = commands.draft;
    draft.reset(table.layout());
    draft.setLong(1, number % 13);
    draft.setDouble(2, (double) (number % 100));
    draft.setDouble(3, (double) (number % 90));
    if (number % 7 == 0) {
      draft.setString(4, "note ".repeat((int) (number % 40)));
    }
    table.insert(draft);
  }

  /** Deletes the rows with these ids as one command. */
  private void delete(String name, LongPredicate ids) {
    Transaction transaction = commands.begin();
    deleteWithin(transaction, name, ids);
    transaction.commit(ChangeSink.NONE);
  }

  private static void deleteWithin(Transaction transaction, String name, LongPredicate ids) {
    Table table = transaction.table(name);
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      if (ids.test(table.layout().field(0).getLong(cursor.address()))) {
        table.deleteAt(cursor.slot(), 0);
      }
    }
  }

  /** Ids, prices, and sequences, which are the ETags, in the order of slots. */
  private static List<List<Long>> rows(Version version, String name) {
    TableReader table = new TableReader().bind(version, version.catalog(Catalog.class).table(name));
    List<List<Long>> rows = new ArrayList<>();
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      rows.add(
          List.of(
              table.meta().layout().field(0).getLong(cursor.address()),
              table.meta().layout().field(1).getLong(cursor.address()),
              RowLayout.sequence(cursor.address())));
    }
    return rows;
  }

  @Test
  void shouldGiveBackWhatAFewRowsDoNotNeed() {
    create("a");
    insert("a", 3);
    long small = commands.publishAudited().logicalPages();
    insert("a", MANY);
    long large = commands.publishAudited().logicalPages();
    assertTrue(large > small + 100, "pages " + large);
    List<List<Long>> all = rows(commands.publishAudited(), "a");
    delete("a", id -> id % 1_000 != 0);

    Version few = commands.publishAudited();
    assertEquals(all.stream().filter(row -> row.get(0) % 1_000 == 0).toList(), rows(few, "a"));
    assertEquals(4, commands.table("a").slotCount());
    // Values lie in pages of their own, which go as their ends become free.
    assertTrue(few.logicalPages() < small + (large - small) / 10, "pages " + few.logicalPages());

    insert("a", 1);
    assertEquals(
        MANY + 4, rows(commands.publishAudited(), "a").get(4).get(0), "ids are not given again");
    assertEquals(5, commands.table("a").slotCount());
    insert("a", MANY);
    commands.publishAudited();
  }

  /** Rows of 64 bytes leave nothing at the end of a page. */
  @Test
  void shouldFillWholePages() {
    commands.create(
        TableBuilder.table("whole").field("id", "u64").field("numbers", "i64[6]").key("id"));
    assertEquals(64, commands.table("whole").layout().rowBytes());
    insertWhole(64 * 20);
    delete("whole", id -> id % 20 != 0);
    assertEquals(64, commands.table("whole").slotCount());
    assertEquals(64, rows(commands.publishAudited(), "whole").size());
    delete("whole", id -> id == 20);
    insertWhole(2);
    assertEquals(65, commands.table("whole").slotCount());
    assertEquals(65, rows(commands.publishAudited(), "whole").size());
  }

  /** Inserts the rows with the ids 1 to this as one command. */
  private void insertWhole(int rows) {
    Transaction transaction = commands.begin();
    Table table = transaction.table("whole");
    RowDraft draft = commands.draft;
    for (int id = 1; id <= rows; id++) {
      draft.reset(table.layout());
      for (int field = 0; field < 7; field++) {
        draft.setLong(field, id);
      }
      table.insert(draft);
    }
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldKeepThePagesOfATableWithMoreRows() {
    create("a");
    insert("a", MANY);
    delete("a", id -> id % 8 != 0);
    commands.publishAudited();
    assertEquals(MANY, commands.table("a").slotCount());
  }

  @Test
  void shouldTakeItBackWithTheTransactionAndWithASavepoint() {
    create("a");
    insert("a", MANY);
    Version before = commands.publishAudited();
    List<List<Long>> rows = rows(before, "a");
    long pages = before.logicalPages();
    var hashes = commands.hashes();
    Transaction transaction = commands.begin();
    int savepoint = transaction.savepoint();
    deleteWithin(transaction, "a", id -> id > 2);
    transaction.settleIndexes();
    assertEquals(2, transaction.table("a").slotCount());
    insertOne(transaction.table("a"), 1);
    transaction.rollbackTo(savepoint);
    assertEquals(MANY, transaction.table("a").slotCount());
    deleteWithin(transaction, "a", id -> id != 77);
    transaction.settleIndexes();
    assertEquals(1, transaction.table("a").slotCount());
    transaction.rollback();
    assertEquals(pages, commands.publishAudited().logicalPages());
    assertEquals(hashes, commands.hashes());
    assertEquals(rows, rows(commands.publishAudited(), "a"));
  }

  @Test
  void shouldLeaveReadersWhatTheySee() {
    create("a");
    insert("a", MANY);
    try (Reader reader = commands.store().versions().register()) {
      commands.publishAudited();
      Version held = reader.pin();
      List<List<Long>> rows = rows(held, "a");
      for (int i = 0; i < 10; i++) {
        delete("a", id -> id % 999 != 0);
        commands.publishAudited();
        insert("a", MANY);
        commands.publishAudited();
      }
      Store.audit(held);
      assertEquals(rows, rows(held, "a"));
      reader.unpin();
    }
  }

  @Test
  void shouldBeTheSameOutOfASnapshot() {
    create("a");
    insert("a", MANY);
    commands.publishAudited();
    try (CommandStore loaded = commands.reloaded()) {
      delete("a", id -> id % 500 != 0);
      insert("a", 20);
      Version first = commands.publishAudited();
      CommandStore before = commands;
      commands = loaded;
      delete("a", id -> id % 500 != 0);
      insert("a", 20);
      Version second = commands.publishAudited();
      assertEquals(before.hashes(), commands.hashes());
      assertEquals(first.logicalPages(), second.logicalPages());
      assertEquals(rows(first, "a"), rows(second, "a"));
      commands = before;
    }
  }

  /** The delete goes through, and so does the next one, which has the room. */
  @Test
  void shouldNotRefuseADeleteForWantOfUndo() {
    commands.close();
    commands = new CommandStore(CONFIG.withMaxUndoBytes(12L * Page.SIZE_BYTES));
    commands.create(TableBuilder.pairs("pairs"));
    int rows = 4_000;
    for (int id = 1; id <= rows; id++) {
      commands.insertPair("pairs", id);
    }
    for (int from = 1; from <= rows - 350; from += 50) {
      int end = from + 50;
      delete("pairs", id -> id < end);
    }
    assertEquals(rows, commands.table("pairs").slotCount());
    delete("pairs", id -> id <= rows - 120);
    commands.publishAudited();
    assertEquals(rows, commands.table("pairs").slotCount(), "no room for what giving back takes");
    delete("pairs", id -> id <= rows - 100);
    assertEquals(100, commands.table("pairs").slotCount());
    commands.publishAudited();
  }

  /**
   * A limit that was lowered far below what is in use leaves no room to gather. A delete that would
   * find that out by trying copies what it then puts back.
   */
  @Test
  void shouldNotTryAgainWithEachDeleteWhereNoPageIsToBeHad() {
    create("full");
    insert("full", MANY);
    create("a");
    int rows = 4 * MANY;
    insert("a", rows);
    long all = commands.publishAudited().logicalPages();
    commands.store().limitLogicalPages(all / 20);
    delete("a", id -> id % 20 != 0);
    assertEquals(rows, commands.table("a").slotCount(), "there is no room");
    long usual = framesToDelete("full", 40);
    long frames = framesToDelete("a", 40);
    assertTrue(frames <= usual, "frames " + frames + ", where there is nothing to try " + usual);
    assertEquals(rows, commands.table("a").slotCount());

    commands.store().limitLogicalPages(all);
    delete("a", id -> id == 80);
    assertEquals(rows / 20 - 2, commands.table("a").slotCount(), "there is room again");
    commands.publishAudited();
  }

  private long framesToDelete(String name, long victim) {
    commands.publishAudited();
    long before = commands.store().statistics().usedFrames();
    delete(name, id -> id == victim);
    return commands.store().statistics().usedFrames() - before;
  }

  /**
   * What is left needs more pages than there are: a table of one row more would be refused, too.
   */
  @Test
  void shouldGiveBackAlthoughNoPageIsFree() {
    create("a");
    insert("a", MANY);
    commands.store().limitLogicalPages(commands.publishAudited().logicalPages());
    delete("a", id -> id % 100 != 0);
    commands.publishAudited();
    assertEquals(MANY / 100, commands.table("a").slotCount());
  }
}
