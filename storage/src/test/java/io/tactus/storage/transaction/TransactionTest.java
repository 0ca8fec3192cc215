package io.tactus.storage.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static final StoreConfig CONFIG = StoreConfig.ofBytes(8 << 20, 3);

  private final Store store = Store.create(CONFIG);
  private final Transaction transaction = store.transaction();
  private final RowDraft draft = new RowDraft();
  private final KeyImage key = new KeyImage();

  @AfterEach
  void checkAndClose() {
    if (transaction.isOpen()) {
      transaction.rollback();
    }
    Store.audit(store.publish(1, 0, 0));
    key.close();
    store.close();
  }

  private Table createPairs(String name) {
    return transaction.table(transaction.createTable(TableBuilder.pairs(name)).id());
  }

  private void insert(Table table, long id, long value) {
    draft.reset(table.layout());
    draft.setLong(0, id);
    draft.setLong(1, value);
    table.insert(draft);
  }

  private void update(Table table, long id, long value) {
    draft.reset(table.layout());
    draft.setLong(1, value);
    table.update(key.of(id), draft, null, 0);
  }

  @Test
  void shouldUndoEverythingOnRollback() {
    transaction.begin(1);
    Table kept = createPairs("kept");
    insert(kept, 1, 1);
    transaction.commit(ChangeSink.NONE);
    StateHashes before = store.hashes();
    Catalog catalog = store.catalog();
    long pages = store.statistics().logicalPages();
    transaction.begin(2);
    createPairs("gone");
    for (int i = 2; i < 2000; i++) {
      insert(kept, i, i);
    }
    kept.delete(key.of(1), 0);
    transaction.dropTable("kept");
    assertNull(transaction.table("kept"));
    transaction.rollback();
    assertEquals(before, store.hashes());
    assertSame(catalog, store.catalog());
    assertNull(store.table("gone"));
    assertTrue(store.table("kept").find(key.of(1)) != 0);
    store.publish(1, 0, 0);
    assertTrue(store.statistics().logicalPages() <= pages + 30);
  }

  @Test
  void shouldNestSavepoints() {
    transaction.begin(1);
    Table table = createPairs("t");
    insert(table, 1, 1);
    int outer = transaction.savepoint();
    insert(table, 2, 2);
    int inner = transaction.savepoint();
    insert(table, 3, 3);
    transaction.rollbackTo(inner);
    assertEquals(2, table.rowCount());
    inner = transaction.savepoint();
    insert(table, 4, 4);
    transaction.release(inner);
    assertEquals(3, table.rowCount());
    transaction.rollbackTo(outer);
    assertEquals(1, table.rowCount());
    assertEquals(1, transaction.changeCount());
    assertThrows(IllegalArgumentException.class, () -> transaction.rollbackTo(outer));
    transaction.commit(ChangeSink.NONE);
    assertEquals(1, store.table("t").rowCount());
  }

  @Test
  void shouldUndoSchemaChangesToASavepoint() {
    transaction.begin(1);
    TableMeta first = transaction.createTable(TableBuilder.pairs("a"));
    int savepoint = transaction.savepoint();
    transaction.dropTable("a");
    TableMeta second = transaction.createTable(TableBuilder.players("a"));
    assertNotEquals(first.id(), second.id());
    transaction.rollbackTo(savepoint);
    assertSame(first, transaction.catalog().table("a"));
    TableMeta third = transaction.createTable(TableBuilder.players("b"));
    assertEquals(second.id(), third.id());
    draft.reset(third.layout());
    draft.setString(1, "ada");
    transaction.table("b").insert(draft);
    transaction.commit(ChangeSink.NONE);
    assertEquals(1, store.catalog().schemaVersion());
    assertEquals(1, store.table("b").rowCount());
  }

  @Test
  void shouldNotReuseTheIdOfADroppedTable() {
    transaction.begin(1);
    int first = transaction.createTable(TableBuilder.pairs("a")).id();
    transaction.commit(ChangeSink.NONE);
    transaction.begin(2);
    transaction.dropTable("a");
    transaction.commit(ChangeSink.NONE);
    transaction.begin(3);
    assertEquals(first + 1, transaction.createTable(TableBuilder.pairs("a")).id());
    transaction.commit(ChangeSink.NONE);
    assertEquals(3, store.catalog().schemaVersion());
  }

  @Test
  void shouldRefuseWhatTheCatalogForbids() {
    transaction.begin(1);
    createPairs("a");
    StateHashes before = store.hashes();
    assertEquals(RejectionCode.CONFLICT, refusal(() -> createPairs("a")).code());
    assertEquals(RejectionCode.NOT_FOUND, refusal(() -> transaction.dropTable("b")).code());
    assertEquals(
        RejectionCode.SCHEMA_INVALID, refusal(() -> transaction.dropTable("_tables")).code());
    assertEquals(RejectionCode.SCHEMA_INVALID, refusal(() -> createPairs("_mine")).code());
    assertEquals(before, store.hashes());
  }

  private static Rejection refusal(Runnable action) {
    return assertThrows(Rejection.class, action::run);
  }

  @Test
  void shouldHandChangesToTheSinkInOrderWithOldAndNewRows() {
    transaction.begin(1);
    Table table = createPairs("t");
    insert(table, 1, 10);
    transaction.commit(ChangeSink.NONE);
    transaction.begin(2);
    update(table, 1, 11);
    update(table, 1, 11);
    update(table, 1, 12);
    insert(table, 2, 20);
    int savepoint = transaction.savepoint();
    insert(table, 3, 30);
    transaction.rollbackTo(savepoint);
    table.delete(key.of(1), 0);
    List<String> seen = new ArrayList<>();
    transaction.commit(
        (meta, operation, oldRow, newRow) ->
            seen.add(meta.name() + " " + operation + text(meta, oldRow) + text(meta, newRow)));
    assertEquals(
        List.of("t UPDATE 10@1 11@2", "t UPDATE 11@2 12@2", "t INSERT - 20@2", "t DELETE 12@2 -"),
        seen);
    transaction.begin(3);
    List<ChangeOperation> none = new ArrayList<>();
    transaction.commit((meta, operation, oldRow, newRow) -> none.add(operation));
    assertEquals(List.of(), none);
  }

  private static String text(TableMeta meta, long row) {
    return row == 0
        ? " -"
        : " " + meta.layout().field(1).getLong(row) + "@" + RowLayout.sequence(row);
  }

  @Test
  void shouldRejectAtTheMemoryLimitAndLeaveNoTrace() {
    transaction.begin(1);
    Table table = createPairs("t");
    transaction.commit(ChangeSink.NONE);
    StateHashes before = store.hashes();
    transaction.begin(2);
    transaction.budget().reset(Long.MAX_VALUE);
    Rejection refused =
        refusal(
            () -> {
              for (long i = 1; ; i++) {
                insert(table, i, i);
              }
            });
    assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
    long rows = table.rowCount();
    assertTrue(rows > 10_000, rows + " rows");
    // What was inserted before is whole: the refused insert took itself back.
    assertEquals(0, table.find(key.of(rows + 1)));
    assertTrue(table.find(key.of(rows)) != 0);
    transaction.rollback();
    assertEquals(before, store.hashes());
  }

  @Test
  void shouldRejectAtTheWorkBudget() {
    transaction.begin(1);
    Table table = createPairs("t");
    transaction.budget().reset(10);
    Rejection refused =
        refusal(
            () -> {
              for (long i = 1; ; i++) {
                insert(table, i, i);
              }
            });
    assertEquals(RejectionCode.WORK_BUDGET, refused.code());
    assertEquals(10, table.rowCount());
  }

  @Test
  void shouldInsistOnBeginAndEnd() {
    assertThrows(IllegalStateException.class, transaction::rollback);
    assertThrows(IllegalStateException.class, () -> transaction.commit(ChangeSink.NONE));
    assertThrows(IllegalStateException.class, transaction::savepoint);
    assertThrows(IllegalArgumentException.class, () -> transaction.begin(0));
    transaction.begin(1);
    assertThrows(IllegalStateException.class, () -> transaction.begin(2));
    assertThrows(IllegalStateException.class, () -> store.publish(1, 0, 0));
  }
}
