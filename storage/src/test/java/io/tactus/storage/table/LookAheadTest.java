package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.index.LookAhead;
import org.junit.jupiter.api.Test;

/** Reading ahead is for speed only: whatever is asked for, nothing is found, counted or changed. */
class LookAheadTest extends PlayersFixture {
  private static final int PLAYERS = 2000;

  private final LookAhead ahead = new LookAhead();

  @Test
  void shouldTakeSoManyKeysAndNoMore() {
    insertPlayer("only");
    for (int i = 0; i < LookAhead.KEYS; i++) {
      assertFalse(ahead.isFull());
      players.lookAhead(key.of(1), ahead);
    }
    assertTrue(ahead.isFull());
    players.lookAhead(key.of(1), ahead);
    ahead.read();
    assertFalse(ahead.isFull());
  }

  @Test
  void shouldChangeNothingAndCountNothing() {
    for (int i = 0; i < PLAYERS; i++) {
      insertPlayer("player " + i);
    }
    transaction.budget().reset(10 * PLAYERS);
    long hash = players.hash();
    // Keys that are there, that were, and that never were.
    for (long id = 1; id <= PLAYERS; id += 2) {
      players.delete(key.of(id), 0);
    }
    long afterwards = players.hash();
    transaction.budget().reset(1);
    for (long id = -5; id < PLAYERS + 500; id++) {
      players.lookAhead(key.of(id), ahead);
      if (ahead.isFull()) {
        ahead.read();
      }
    }
    ahead.read();
    ahead.read();
    assertTrue(hash != afterwards);
    assertEquals(afterwards, players.hash());
    assertEquals(2, id(players.find(key.of(2))), "the budget of one row was used up");
  }

  @Test
  void shouldReadAheadInATableWithoutRows() {
    players.lookAhead(key.of(1), ahead);
    ahead.read();
    assertEquals(0, players.rowCount());
  }
}
