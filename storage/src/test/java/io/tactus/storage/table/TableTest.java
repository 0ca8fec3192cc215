package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final int ID = 0;
  private static final int NAME = 1;
  private static final int GOLD = 2;
  private static final int NOTE = 3;

  private final Store store = Store.create(StoreConfig.ofBytes(32 << 20, 7));
  private final Transaction transaction = store.transaction();
  private final KeyImage key = new KeyImage();
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private Table players;

  @BeforeEach
  void createPlayers() {
    players = create(TableBuilder.players("players"));
    transaction.begin(10);
  }

  @AfterEach
  void checkAndClose() {
    if (transaction.isOpen()) {
      transaction.commit(ChangeSink.NONE);
    }
    Store.audit(store.publish(100, 0, 0));
    key.close();
    store.close();
  }

  private Table create(TableDefinition definition) {
    transaction.begin(1);
    TableMeta meta = transaction.createTable(definition);
    transaction.commit(ChangeSink.NONE);
    return store.table(meta.id());
  }

  private long insertPlayer(String name) {
    draft.reset(players.layout());
    draft.setString(NAME, name);
    return players.insert(draft);
  }

  private RowDraft set(int ordinal, long value) {
    draft.reset(players.layout());
    draft.setLong(ordinal, value);
    return draft;
  }

  private FieldOperators operator(int ordinal, UpdateOperator operator, long operand) {
    operators.clear();
    operators.add(ordinal, operator, operand);
    return operators;
  }

  private long gold(long row) {
    return players.layout().field(GOLD).getLong(row);
  }

  private long id(long row) {
    return players.layout().field(ID).getLong(row);
  }

  private static void assertRejected(RejectionCode code, String name, Runnable action) {
    Rejection rejection = assertThrows(Rejection.class, action::run);
    assertEquals(code, rejection.code());
    assertEquals(name, rejection.name());
  }

  @Test
  void shouldInsertWithDefaultsAndFindByKey() {
    long row = insertPlayer("ada");
    assertEquals(1, id(row));
    assertEquals(100, gold(row));
    assertTrue(players.layout().field(NOTE).isNull(row));
    assertEquals(10, RowLayout.sequence(row));
    assertEquals(row, players.find(key.of(1)));
    assertEquals(0, players.find(key.of(2)));
    assertEquals(1, players.rowCount());
  }

  @Test
  void shouldLeaveNothingBehindWhenAnInsertIsRefused() {
    insertPlayer("ada");
    long hash = players.hash();
    draft.reset(players.layout());
    draft.setLong(ID, 1);
    draft.setString(NAME, "eve");
    Rejection refused = assertThrows(Rejection.class, () -> players.insert(draft));
    assertEquals(RejectionCode.UNIQUE, refused.code());
    assertEquals("players", refused.table());
    assertEquals("Key (id)=(1) already exists.", refused.detail());
    assertEquals(hash, players.hash());
    assertEquals(1, players.rowCount());
    assertEquals(2, id(insertPlayer("bob")));
  }

  @Test
  void shouldNotTakeAnIdFromAnInsertThatIsRefusedLater() {
    Table named =
        inOpenTransaction(
            TableBuilder.table("named")
                .generated("id", "u32")
                .field("name", "string(8)")
                .unique("by_name", "name")
                .key("id"));
    draft.reset(named.layout());
    draft.setString(1, "ada");
    named.insert(draft);
    draft.reset(named.layout());
    draft.setString(1, "ada");
    assertRejected(RejectionCode.UNIQUE, "unique_violation", () -> named.insert(draft));
    draft.reset(named.layout());
    draft.setString(1, "bob");
    assertEquals(2, named.layout().field(0).getLong(named.insert(draft)));
  }

  private Table inOpenTransaction(TableDefinition definition) {
    return transaction.table(transaction.createTable(definition).id());
  }

  @Test
  void shouldNeverReuseAnIdOnceVisibleAndAdvanceOnExplicitOnes() {
    insertPlayer("ada");
    players.delete(key.of(1), 0);
    assertEquals(2, id(insertPlayer("bob")));
    draft.reset(players.layout());
    draft.setLong(ID, 50);
    draft.setString(NAME, "cem");
    players.insert(draft);
    assertEquals(51, id(insertPlayer("dan")));
    draft.reset(players.layout());
    draft.setLong(ID, 20);
    draft.setString(NAME, "eva");
    players.insert(draft);
    assertEquals(52, id(insertPlayer("fay")));
    players.update(key.of(52), set(ID, 99), null, 0);
    assertEquals(100, id(insertPlayer("gus")));
    draft.reset(players.layout());
    draft.setLong(ID, 200);
    draft.setString(NAME, "hal");
    players.upsert(draft, 0);
    assertEquals(201, id(insertPlayer("ian")));
  }

  @Test
  void shouldGiveIdsOfARolledBackCommandAgain() {
    insertPlayer("ada");
    transaction.commit(ChangeSink.NONE);
    transaction.begin(11);
    assertEquals(2, id(insertPlayer("bob")));
    transaction.rollback();
    transaction.begin(12);
    assertEquals(2, id(insertPlayer("cem")));
  }

  @Test
  void shouldRefuseToGenerateBeyondTheTypeAndCarryUnsignedIdsToTheEnd() {
    draft.reset(players.layout());
    draft.setLong(ID, -2L);
    draft.setString(NAME, "huge");
    players.insert(draft);
    long last = insertPlayer("last");
    assertEquals(-1L, id(last));
    assertEquals(last, players.find(key.of(-1L)));
    assertRejected(
        RejectionCode.INVALID_VALUE, "value_out_of_range", () -> insertPlayer("too many"));
    assertEquals(2, players.rowCount());
  }

  @Test
  void shouldKeepTheSequenceOfARowThatAWriteDoesNotChange() {
    insertPlayer("ada");
    transaction.commit(ChangeSink.NONE);
    transaction.begin(11);
    long hash = players.hash();
    long row = players.update(key.of(1), set(GOLD, 100), null, 0);
    assertFalse(players.lastWriteChanged());
    assertEquals(10, RowLayout.sequence(row));
    row = players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, 0), 0);
    assertFalse(players.lastWriteChanged());
    assertEquals(10, RowLayout.sequence(row));
    assertEquals(0, transaction.changeCount());
    assertEquals(hash, players.hash());
    row = players.update(key.of(1), set(GOLD, 101), null, 0);
    assertTrue(players.lastWriteChanged());
    assertEquals(11, RowLayout.sequence(row));
    assertNotEquals(hash, players.hash());
    players.update(key.of(1), set(GOLD, 100), null, 0);
    assertEquals(hash, players.hash());
  }

  @Test
  void shouldApplyOperatorsWithinBoundsOnly() {
    insertPlayer("ada");
    assertEquals(
        95, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, -5), 0)));
    assertRejected(
        RejectionCode.CHECK,
        "check_violation",
        () -> players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, -96), 0));
    assertRejected(
        RejectionCode.INVALID_VALUE,
        "value_out_of_range",
        () ->
            players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, Long.MAX_VALUE), 0));
    assertEquals(95, gold(players.find(key.of(1))));
    assertEquals(
        50, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MINIMUM, 50), 0)));
    assertEquals(
        50, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MINIMUM, 60), 0)));
    assertEquals(
        60, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MAXIMUM, 60), 0)));
    assertThrows(
        Rejection.class,
        () -> players.update(key.of(1), null, operator(NOTE, UpdateOperator.ADD, 1), 0));
    assertThrows(
        Rejection.class,
        () -> players.update(key.of(1), null, operator(NAME, UpdateOperator.ADD, 1), 0));
  }

  @Test
  void shouldAddExactlyAtTheEdgesOfUnsignedAndSignedTypes() {
    Table numbers =
        inOpenTransaction(
            TableBuilder.table("numbers")
                .field("id", "u64")
                .field("u64", "u64")
                .field("i64", "i64")
                .field("u8", "u8")
                .field("f32", "f32")
                .key("id"));
    draft.reset(numbers.layout());
    draft.setLong(0, 1);
    draft.setLong(1, -1L);
    draft.setLong(2, Long.MIN_VALUE);
    draft.setLong(3, 250);
    draft.setDouble(4, Float.MAX_VALUE);
    numbers.insert(draft);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD, 1);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD_UNSIGNED, 1);
    assertSum(numbers, 1, UpdateOperator.ADD, -1, -2L);
    assertSum(numbers, 1, UpdateOperator.ADD, Long.MIN_VALUE, Long.MAX_VALUE - 1);
    assertSum(numbers, 1, UpdateOperator.ADD_UNSIGNED, Long.MIN_VALUE, -2L);
    assertSum(numbers, 1, UpdateOperator.MAXIMUM, 5, -2L);
    assertSum(numbers, 1, UpdateOperator.MINIMUM, 5, 5);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD, -6);
    assertRefusesSum(numbers, 2, UpdateOperator.ADD, -1);
    assertSum(numbers, 2, UpdateOperator.ADD_UNSIGNED, -1L, Long.MAX_VALUE);
    assertRefusesSum(numbers, 2, UpdateOperator.ADD_UNSIGNED, 1);
    assertSum(numbers, 3, UpdateOperator.ADD, 5, 255);
    assertRefusesSum(numbers, 3, UpdateOperator.ADD, 1);
    assertSum(numbers, 3, UpdateOperator.ADD, -255, 0);
    assertRefusesSum(numbers, 4, UpdateOperator.ADD, Double.doubleToRawLongBits(Float.MAX_VALUE));
  }

  private void assertSum(Table table, int ordinal, UpdateOperator how, long operand, long sum) {
    long row = table.update(key.of(1), null, operator(ordinal, how, operand), 0);
    assertEquals(sum, table.layout().field(ordinal).getLong(row));
  }

  private void assertRefusesSum(Table table, int ordinal, UpdateOperator how, long operand) {
    assertRejected(
        RejectionCode.INVALID_VALUE,
        "value_out_of_range",
        () -> table.update(key.of(1), null, operator(ordinal, how, operand), 0));
  }

  @Test
  void shouldUpsertByPrimaryKeyWithDefaultsForWhatIsAbsent() {
    draft.reset(players.layout());
    draft.setLong(ID, 7);
    draft.setString(NAME, "ada");
    draft.setLong(GOLD, 5);
    players.upsert(draft, 0);
    assertTrue(players.lastWriteInserted());
    draft.reset(players.layout());
    draft.setLong(ID, 7);
    draft.setString(NAME, "eve");
    long row = players.upsert(draft, 0);
    assertFalse(players.lastWriteInserted());
    assertEquals(100, gold(row));
    assertEquals(1, players.rowCount());
    draft.reset(players.layout());
    draft.setString(NAME, "new");
    assertEquals(8, id(players.upsert(draft, 0)));
  }

  @Test
  void shouldKeepAGeneratedIdThatIsNotTheKeyWhenUpserting() {
    Table names =
        inOpenTransaction(
            TableBuilder.table("names")
                .field("name", "string(8)")
                .generated("number", "u32")
                .field("value", "i32")
                .key("name"));
    for (int value = 1; value <= 2; value++) {
      draft.reset(names.layout());
      draft.setString(0, "ada");
      draft.setLong(2, value);
      long row = names.upsert(draft, 0);
      assertEquals(1, names.layout().field(1).getLong(row));
      assertEquals(value, names.layout().field(2).getLong(row));
    }
  }

  @Test
  void shouldDecideSequencePreconditionsInsideTheWrite() {
    insertPlayer("ada");
    assertRejected(
        RejectionCode.PRECONDITION,
        "version_mismatch",
        () -> players.update(key.of(1), set(GOLD, 1), null, 9));
    players.update(key.of(1), set(GOLD, 1), null, 10);
    assertRejected(
        RejectionCode.PRECONDITION, "version_mismatch", () -> players.delete(key.of(1), 9));
    draft.reset(players.layout());
    draft.setLong(ID, 3);
    draft.setString(NAME, "eve");
    assertRejected(RejectionCode.PRECONDITION, "version_mismatch", () -> players.upsert(draft, 10));
    players.delete(key.of(1), 10);
    assertEquals(0, players.rowCount());
    assertEquals(0, players.hash());
  }

  @Test
  void shouldRefuseToUpdateOrDeleteWhatIsNotThere() {
    assertRejected(
        RejectionCode.NOT_FOUND,
        "not_found",
        () -> players.update(key.of(1), set(GOLD, 1), null, 0));
    assertRejected(RejectionCode.NOT_FOUND, "not_found", () -> players.delete(key.of(1), 0));
  }

  @Test
  void shouldRefuseADraftOfAnotherLayout() {
    Table other = inOpenTransaction(TableBuilder.players("other"));
    draft.reset(other.layout());
    draft.setString(NAME, "ada");
    assertThrows(IllegalArgumentException.class, () -> players.insert(draft));
    assertThrows(IllegalArgumentException.class, () -> players.upsert(draft, 0));
    insertPlayer("bob");
    draft.reset(other.layout());
    assertThrows(IllegalArgumentException.class, () -> players.update(key.of(1), draft, null, 0));
  }

  @Test
  void shouldReuseFreeSlotsLastInFirstOut() {
    long[] slots = new long[5];
    for (int i = 0; i < slots.length; i++) {
      insertPlayer("p" + i);
      slots[i] = players.lastSlot();
    }
    players.delete(key.of(2), 0);
    players.delete(key.of(4), 0);
    insertPlayer("x");
    assertEquals(slots[3], players.lastSlot());
    insertPlayer("y");
    assertEquals(slots[1], players.lastSlot());
    insertPlayer("z");
    assertEquals(slots[4] + 1, players.lastSlot());
  }

  @Test
  void shouldMoveIndexEntriesWhenAKeyChanges() {
    insertPlayer("ada");
    insertPlayer("bob");
    assertRejected(
        RejectionCode.UNIQUE,
        "unique_violation",
        () -> players.update(key.of(1), set(ID, 2), null, 0));
    players.update(key.of(1), set(ID, 5), null, 0);
    assertEquals(0, players.find(key.of(1)));
    assertEquals(5, id(players.find(key.of(5))));
  }

  @Test
  void shouldLetNullsOutOfUniqueIndexes() {
    Table tags =
        inOpenTransaction(
            TableBuilder.table("tags")
                .field("id", "u64")
                .nullable("tag", "string(8)")
                .unique("by_tag", "tag")
                .key("id"));
    for (int i = 1; i <= 3; i++) {
      draft.reset(tags.layout());
      draft.setLong(0, i);
      tags.insert(draft);
    }
    draft.reset(tags.layout());
    draft.setString(1, "x");
    long row = tags.update(key.of(2), draft, null, 0);
    assertEquals(row, tags.findBy(1, key.of(tags.meta(), 1, "x")));
    assertRejected(
        RejectionCode.UNIQUE, "unique_violation", () -> tags.update(key.of(3), draft, null, 0));
    draft.reset(tags.layout());
    draft.setNull(1);
    tags.update(key.of(2), draft, null, 0);
    assertEquals(0, tags.findBy(1, key.of(tags.meta(), 1, "x")));
  }

  @Test
  void shouldScanWhileRowsAreChangedUnderTheCursor() {
    for (int i = 0; i < 300; i++) {
      insertPlayer("p" + i);
    }
    ScanCursor cursor = new ScanCursor();
    players.scan(cursor);
    int met = 0;
    while (cursor.next()) {
      met++;
      long number = id(cursor.address());
      if (number % 3 == 0) {
        players.deleteAt(cursor.slot(), 0);
      } else {
        players.updateAt(cursor.slot(), set(GOLD, number), null, 0);
      }
      if (met > 290) {
        insertPlayer("late");
      }
    }
    assertEquals(300, met);
    long found = 0;
    players.scan(cursor);
    while (cursor.next()) {
      found++;
    }
    assertEquals(players.rowCount(), found);
  }

  @Test
  void shouldCountRowsReadAndWrittenAgainstTheBudget() {
    for (int i = 0; i < 100; i++) {
      insertPlayer("p" + i);
    }
    assertEquals(100, transaction.budget().used());
    players.find(key.of(1));
    assertEquals(101, transaction.budget().used());
    transaction.budget().reset(50);
    ScanCursor cursor = new ScanCursor();
    players.scan(cursor);
    Rejection refused =
        assertThrows(
            Rejection.class,
            () -> {
              while (cursor.next()) {
                id(cursor.address());
              }
            });
    assertEquals(RejectionCode.WORK_BUDGET, refused.code());
    transaction.budget().reset(1000);
  }
}
