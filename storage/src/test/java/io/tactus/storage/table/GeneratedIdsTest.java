package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import org.junit.jupiter.api.Test;

class GeneratedIdsTest extends PlayersFixture {

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
}
