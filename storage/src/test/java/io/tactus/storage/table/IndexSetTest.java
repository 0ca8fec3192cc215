package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import org.junit.jupiter.api.Test;

class IndexSetTest extends PlayersFixture {

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
}
