package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowLayout;
import org.junit.jupiter.api.Test;

class TableTest extends PlayersFixture {

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
}
