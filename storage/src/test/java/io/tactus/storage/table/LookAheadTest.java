package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Store;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.index.UpcomingUse;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looking ahead is for speed only: whatever is asked for, nothing is found, counted or changed. */
class LookAheadTest extends PlayersFixture {
  private static final int PLAYERS = 20_000;

  private final LookAhead ahead = new LookAhead();

  /** So many that not all of them are expected in a near cache. */
  private void insertPlayers() {
    transaction.budget().reset(PLAYERS);
    for (int i = 0; i < PLAYERS; i++) {
      insertPlayer("player " + i);
    }
    int pages = (int) (PLAYERS * (long) players.layout().rowBytes() / Page.SIZE_BYTES);
    assertTrue(pages > LookAhead.FEW_PAGES, pages + " pages only");
  }

  @Test
  void shouldTakeSoManyKeysAndNoMore() {
    insertPlayers();
    for (int i = 0; i < LookAhead.KEYS; i++) {
      assertFalse(ahead.isFull());
      players.lookAhead(key.of(1), UpcomingUse.LOOK_UP, ahead);
    }
    assertTrue(ahead.isFull());
    players.lookAhead(key.of(1), UpcomingUse.LOOK_UP, ahead);
    ahead.read();
    assertFalse(ahead.isFull());
  }

  @Test
  void shouldChangeNothingAndCountNothing() {
    insertPlayers();
    transaction.budget().reset(10 * PLAYERS);
    long hash = players.hash();
    // Keys that are there, that were, and that never were.
    for (long id = 1; id <= PLAYERS; id += 2) {
      players.delete(key.of(id), 0);
    }
    long afterwards = players.hash();
    transaction.budget().reset(1);
    for (long id = -5; id < PLAYERS + 500; id++) {
      players.lookAhead(key.of(id), UpcomingUse.LOOK_UP, ahead);
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
  void shouldNotLookAheadInASmallTable() {
    insertPlayer("only");
    for (int i = 0; i < 2 * LookAhead.KEYS; i++) {
      players.lookAhead(key.of(1), UpcomingUse.DELETE, ahead);
      assertFalse(ahead.isFull());
    }
    ahead.read();
    assertEquals(1, players.rowCount());
  }

  @ParameterizedTest
  @EnumSource(UpcomingUse.class)
  void shouldOpenPagesWithoutChangingThem(UpcomingUse use) {
    insertPlayers();
    transaction.commit(ChangeSink.NONE);
    Version version = store.publish(11, 0, 0);
    long hash = players.hash();
    transaction.begin(12);
    transaction.budget().reset(2 * PLAYERS);
    // Some of them more than once, some in the same page, some that never were.
    for (long i = 0; i < 2 * PLAYERS; i++) {
      players.lookAhead(key.of(1 + i * 37 % (PLAYERS + 100)), use, ahead);
      if (ahead.isFull()) {
        ahead.read();
      }
    }
    ahead.read();
    assertEquals(0, transaction.changeCount());
    assertEquals(hash, players.hash());
    for (long id = 1; id <= PLAYERS; id++) {
      assertEquals(id, id(players.find(key.of(id))));
    }
    players.delete(key.of(3), 0);
    players.update(key.of(4), set(GOLD, 5), null, 0);
    transaction.rollback();
    assertEquals(hash, players.hash());
    Store.audit(version);
    transaction.begin(13);
  }
}
