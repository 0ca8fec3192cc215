package io.tactus.storage.relation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static final Long NONE = null;

  private final Store store = Store.create(StoreConfig.ofBytes(8 << 20, 3));
  private final Transaction transaction = store.transaction();
  private final RowDraft draft = new RowDraft();
  private final KeyImage key = new KeyImage();
  private long sequence;

  @BeforeEach
  void begin() {
    transaction.begin(++sequence);
  }

  @AfterEach
  void checkAndClose() {
    if (transaction.isOpen()) {
      transaction.rollback();
    }
    Store.audit(store.publish(sequence, 0, 0));
    key.close();
    store.close();
  }

  /** A table of id and a reference {@code to} to a table. */
  private Table create(String name, String target, OnDelete onDelete) {
    return transaction.table(
        transaction
            .createTable(
                TableBuilder.table(name)
                    .field("id", "u32")
                    .ref("to", target, true, onDelete)
                    .key("id"))
            .id());
  }

  private void insert(Table table, long id, Long to) {
    fill(table, id, to);
    table.insert(draft);
  }

  private void fill(Table table, long id, Long to) {
    draft.reset(table.layout()).setLong(0, id);
    if (to == null) {
      draft.setNull(1);
    } else {
      draft.setLong(1, to);
    }
  }

  private void update(Table table, long id, Long newId, Long to) {
    fill(table, newId == null ? id : newId, to);
    table.update(key(table, id), draft, null, 0);
  }

  private long key(Table table, long id) {
    return key.of(table.meta(), 0, id);
  }

  private void delete(Table table, long id) {
    table.delete(key(table, id), 0);
  }

  private Long to(Table table, long id) {
    long row = table.find(key(table, id));
    assertNotEquals(0, row, "row " + id);
    return table.layout().field(1).isNull(row) ? null : table.layout().field(1).getLong(row);
  }

  private boolean has(Table table, long id) {
    return table.find(key(table, id)) != 0;
  }

  private static Rejection refused(Runnable action) {
    Rejection refused = assertThrows(Rejection.class, action::run);
    assertEquals(RejectionCode.REFERENCE, refused.code());
    assertEquals("23503", refused.sqlState());
    return refused;
  }

  @Test
  void shouldRefuseAReferenceToNothingInPostgresWords() {
    Table guilds = create("guilds", "guilds", OnDelete.RESTRICT);
    Table players = create("players", "guilds", OnDelete.RESTRICT);
    insert(guilds, 1, NONE);
    insert(players, 1, 1L);
    Rejection refused = refused(() -> insert(players, 2, 7L));
    assertEquals(
        "insert or update on table \"players\" violates foreign key constraint"
            + " \"players_to_fkey\"",
        refused.getMessage());
    assertEquals("Key (to)=(7) is not present in table \"guilds\".", refused.detail());
    assertEquals("players", refused.table());
    assertEquals("to", refused.field());
    refused(() -> update(players, 1, null, 7L));
    assertEquals(1, to(players, 1));
    update(players, 1, null, NONE);
    assertEquals(1, players.rowCount());
  }

  @Test
  void shouldLetARowReferToItself() {
    Table guilds = create("guilds", "guilds", OnDelete.RESTRICT);
    insert(guilds, 1, 1L);
    refused(() -> insert(guilds, 2, 3L));
    update(guilds, 1, 5L, 5L);
    assertEquals(5, to(guilds, 5));
    delete(guilds, 5);
    assertEquals(0, guilds.rowCount());
  }

  @Test
  void shouldRestrictByDefaultAndNameOneRow() {
    Table guilds = create("guilds", "guilds", OnDelete.RESTRICT);
    Table players = create("players", "guilds", OnDelete.RESTRICT);
    insert(guilds, 7, NONE);
    insert(players, 3, 7L);
    insert(players, 4, 7L);
    Rejection refused = refused(() -> delete(guilds, 7));
    assertEquals(
        "update or delete on table \"guilds\" violates foreign key constraint"
            + " \"players_to_fkey\" on table \"players\"",
        refused.getMessage());
    assertEquals("Key (id)=(7) is still referenced from table \"players\".", refused.detail());
    assertEquals("one of the rows that refer to it is (id)=(3)", refused.hint());
    assertEquals("players", refused.table());
    assertEquals("to", refused.field());
    assertTrue(has(guilds, 7));
    delete(players, 3);
    delete(players, 4);
    delete(guilds, 7);
  }

  @Test
  void shouldRefuseToChangeAKeyThatIsReferredToWhateverTheRule() {
    for (OnDelete rule : OnDelete.values()) {
      Table guilds = create("guilds" + rule.text(), "guilds" + rule.text(), rule);
      insert(guilds, 1, NONE);
      insert(guilds, 2, 1L);
      refused(() -> update(guilds, 1, 9L, NONE));
      assertTrue(has(guilds, 1));
      update(guilds, 2, 8L, 1L);
      assertEquals(1, to(guilds, 8));
    }
  }

  @Test
  void shouldCascadeThroughARingOfTables() {
    Table a = create("a", "a", OnDelete.CASCADE);
    Table b = create("b", "a", OnDelete.CASCADE);
    Table c = create("c", "b", OnDelete.SET_NULL);
    insert(a, 1, NONE);
    insert(a, 2, 1L);
    insert(a, 3, 2L);
    update(a, 1, null, 3L);
    insert(a, 9, NONE);
    insert(b, 1, 2L);
    insert(b, 2, 9L);
    insert(c, 1, 1L);
    insert(c, 2, 2L);
    delete(a, 2);
    assertEquals(1, a.rowCount());
    assertEquals(1, b.rowCount());
    assertEquals(NONE, to(c, 1));
    assertEquals(2, to(c, 2));
    long row = c.find(key(c, 1));
    assertEquals(sequence, io.tactus.storage.row.RowLayout.sequence(row));
  }

  @Test
  void shouldDecideRestrictAfterAllCascades() {
    // A diamond: top ◄─ left (cascade) ◄─ bottom.to (restrict); top ◄─ bottom.other (cascade)
    Table top = create("top", "top", OnDelete.RESTRICT);
    Table left = create("left", "top", OnDelete.CASCADE);
    Table bottom =
        transaction.table(
            transaction
                .createTable(
                    TableBuilder.table("bottom")
                        .field("id", "u32")
                        .ref("to", "left", false, OnDelete.RESTRICT)
                        .ref("other", "top", true, OnDelete.CASCADE)
                        .key("id"))
                .id());
    insert(top, 1, NONE);
    insert(left, 1, 1L);
    fill(bottom, 1, 1L);
    draft.setLong(2, 1);
    bottom.insert(draft);
    delete(top, 1);
    assertEquals(0, bottom.rowCount());

    insert(top, 1, NONE);
    insert(left, 1, 1L);
    fill(bottom, 1, 1L);
    draft.setNull(2);
    bottom.insert(draft);
    Rejection refused = refused(() -> delete(top, 1));
    assertEquals("bottom", refused.table());
    assertTrue(has(left, 1) && has(top, 1));
  }

  @Test
  void shouldTakeTheWritesOfOneOperationTogether() {
    Table rows = create("rows", "rows", OnDelete.RESTRICT);
    insert(rows, 1, NONE);
    insert(rows, 2, 1L);
    transaction.beginOperation();
    delete(rows, 1);
    delete(rows, 2);
    transaction.endOperation();
    insert(rows, 1, NONE);
    insert(rows, 2, 1L);
    int savepoint = transaction.savepoint();
    transaction.beginOperation();
    delete(rows, 1);
    refused(transaction::endOperation);
    transaction.rollbackTo(savepoint);
    assertTrue(has(rows, 1));
  }

  @Test
  void shouldPutOffChecksToTheEndOfTheCommand() {
    Table rows = create("rows", "rows", OnDelete.RESTRICT);
    transaction.deferReferences();
    insert(rows, 1, 2L);
    insert(rows, 2, 1L);
    insert(rows, 5, 5L);
    delete(rows, 2);
    insert(rows, 2, 2L);
    update(rows, 5, 6L, 6L);
    transaction.checkReferences();
    insert(rows, 3, 1L);
    refused(() -> insert(rows, 4, 9L));
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldNameTheChangeThatLeftAReferenceToNothing() {
    Table rows = create("rows", "rows", OnDelete.RESTRICT);
    transaction.deferReferences();
    insert(rows, 1, 7L); // change 0, mended by change 2
    insert(rows, 2, 8L); // change 1
    update(rows, 1, null, 1L);
    refused(transaction::checkReferences);
    assertEquals(1, transaction.refusedChange());
  }

  @Test
  void shouldNameTheDeleteThatTookWhatIsReferredTo() {
    Table rows = create("rows", "rows", OnDelete.RESTRICT);
    insert(rows, 1, NONE);
    insert(rows, 2, 1L);
    transaction.commit(ChangeSink.NONE);
    begin();
    transaction.deferReferences();
    insert(rows, 3, NONE);
    delete(rows, 1);
    Rejection refused = refused(transaction::checkReferences);
    assertEquals("one of the rows that refer to it is (id)=(2)", refused.hint());
    assertEquals(1, transaction.refusedChange());
  }

  @Test
  void shouldCascadeAtOnceThoughChecksArePutOff() {
    Table a = create("a", "a", OnDelete.RESTRICT);
    Table b = create("b", "a", OnDelete.CASCADE);
    insert(a, 1, NONE);
    insert(b, 1, 1L);
    transaction.deferReferences();
    delete(a, 1);
    assertEquals(0, b.rowCount());
    insert(a, 1, NONE);
    transaction.checkReferences();
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldNotCommitWhatWasPutOffAndNotChecked() {
    create("rows", "rows", OnDelete.RESTRICT);
    transaction.deferReferences();
    assertThrows(IllegalStateException.class, () -> transaction.commit(ChangeSink.NONE));
  }

  @Test
  void shouldForgetWithTheTransactionThatChecksWerePutOff() {
    Table rows = create("rows", "rows", OnDelete.RESTRICT);
    transaction.commit(ChangeSink.NONE);
    begin();
    transaction.deferReferences();
    insert(rows, 1, 2L);
    transaction.rollback();
    begin();
    refused(() -> insert(rows, 1, 2L));
  }

  @Test
  void shouldHandOnWhatACascadeDidInOrder() {
    Table a = create("a", "a", OnDelete.RESTRICT);
    Table b = create("b", "a", OnDelete.CASCADE);
    Table c = create("c", "b", OnDelete.SET_NULL);
    insert(a, 1, NONE);
    for (int i = 1; i <= 3; i++) {
      insert(b, i, 1L);
      insert(c, i, (long) i);
    }
    transaction.commit(ChangeSink.NONE);
    begin();
    delete(a, 1);
    List<String> changes = new ArrayList<>();
    transaction.commit(
        (table, operation, oldRow, newRow) ->
            changes.add(
                table.name()
                    + (operation == ChangeOperation.DELETE ? " - " : " ~ ")
                    + table.layout().field(0).getLong(oldRow)));
    assertEquals(List.of("a - 1", "b - 1", "b - 2", "b - 3", "c ~ 1", "c ~ 2", "c ~ 3"), changes);
  }

  /** Whatever the budget at which it stops, a cascade leaves no trace. */
  @Test
  void shouldLeaveNoTraceWhenTheBudgetEndsInTheMiddleOfACascade() {
    Table a = create("a", "a", OnDelete.CASCADE);
    Table b = create("b", "a", OnDelete.CASCADE);
    Table c = create("c", "b", OnDelete.SET_NULL);
    for (long i = 1; i <= 6; i++) {
      insert(a, i, i == 1 ? NONE : (Long) (i / 2));
      insert(b, i, i);
      insert(c, i, i);
    }
    transaction.commit(ChangeSink.NONE);
    StateHashes before = store.hashes();
    int stopped = 0;
    boolean done = false;
    while (!done) {
      begin();
      transaction.budget().reset(++stopped);
      try {
        delete(a, 1);
        done = true;
      } catch (Rejection refused) {
        assertEquals(RejectionCode.WORK_BUDGET, refused.code());
        assertEquals(0, transaction.changeCount());
        transaction.commit(ChangeSink.NONE);
        assertEquals(before, store.hashes());
        assertDoesNotThrow(() -> Store.audit(store.publish(sequence, 0, 0)));
      }
    }
    assertTrue(stopped > 30, "stopped " + stopped);
    transaction.rollback();
    assertEquals(before, store.hashes());
  }

  @Test
  void shouldCountLookUpsAndEntriesAndRows() {
    Table a = create("a", "a", OnDelete.RESTRICT);
    Table b = create("b", "a", OnDelete.CASCADE);
    insert(a, 1, NONE);
    long before = transaction.budget().used();
    insert(b, 1, 1L);
    assertEquals(2, transaction.budget().used() - before, "a row and a look-up");
    before = transaction.budget().used();
    insert(b, 2, NONE);
    assertEquals(1, transaction.budget().used() - before, "a row");
  }

  @Test
  void shouldTellWhoRefersToWhom() {
    create("a", "a", OnDelete.RESTRICT);
    create("b", "a", OnDelete.CASCADE);
    Relations relations = transaction.relations();
    int a = store.catalog().table("a").id();
    int b = store.catalog().table("b").id();
    assertEquals("[a.to → a, b.to → a]", relations.referrersOf(a).toString());
    assertEquals("[b.to → a]", relations.referencesOf(b).toString());
    assertEquals(List.of(), relations.referrersOf(b));
  }

  @Test
  void shouldForgetAnOperationThatWasHeldSinceTheSavepoint() {
    Table guilds = create("guilds", "guilds", OnDelete.RESTRICT);
    Table players = create("players", "guilds", OnDelete.RESTRICT);
    int savepoint = transaction.savepoint();
    transaction.beginOperation();
    insert(players, 1, 7L);
    transaction.rollbackTo(savepoint);
    refused(() -> insert(players, 2, 7L));
    insert(guilds, 7, NONE);
    transaction.beginOperation();
    insert(players, 3, 7L);
    transaction.endOperation();
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldCheckAtOnceAgainWhenPuttingOffIsTakenBack() {
    create("guilds", "guilds", OnDelete.RESTRICT);
    Table players = create("players", "guilds", OnDelete.RESTRICT);
    int savepoint = transaction.savepoint();
    transaction.deferReferences();
    insert(players, 1, 7L);
    transaction.rollbackTo(savepoint);
    refused(() -> insert(players, 2, 7L));
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldStayPutOffFromBeforeTheSavepoint() {
    Table guilds = create("guilds", "guilds", OnDelete.RESTRICT);
    Table players = create("players", "guilds", OnDelete.RESTRICT);
    transaction.deferReferences();
    int savepoint = transaction.savepoint();
    insert(players, 1, 7L);
    transaction.rollbackTo(savepoint);
    insert(players, 2, 7L);
    insert(guilds, 7, NONE);
    transaction.checkReferences();
    transaction.commit(ChangeSink.NONE);
  }
}
