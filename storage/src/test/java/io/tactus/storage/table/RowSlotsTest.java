package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import org.junit.jupiter.api.Test;

class RowSlotsTest extends PlayersFixture {

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
