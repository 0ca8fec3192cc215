package io.tactus.perf.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCheckTest extends ContendersFixture<ItemStore, H2Items> {
  private static final int ITEMS = 2_000;

  private ItemCheck check;

  @BeforeEach
  void fill() throws SQLException {
    tactus = new ItemStore(ITEMS);
    h2 = new H2Items(ITEMS);
    check = new ItemCheck(tactus, h2, ITEMS);
  }

  @Test
  void shouldFindTheContendersAgree() throws SQLException {
    RandomNumbers random = new RandomNumbers();
    for (int rarity = 0; rarity < ItemNumbers.RARITIES; rarity += 21) {
      check.writes(rarity);
      for (int i = 0; i < 100; i++) {
        check.reads(1 + random.below(ITEMS), (int) random.below(ItemNumbers.kinds(ITEMS)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update owners set level = level + 1 where id = 3",
        "update items set rarity = rarity + 1 where id = (select max(id) from items)",
        "update items set kind = kind + 1 where id = (select min(id) from items)",
        "delete from items where id = (select min(id) from items)",
        "delete from owners where id = 5"
      })
  void shouldNoticeAnyDifferenceOfContents(String change) throws SQLException {
    h2.database.execute(change);
    assertNoticed(() -> check.contents());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update items set price = price + 1 where price = (select max(price) from items)",
        "update items set price = price + 1 where id = %d",
        "update items set kind = kind + 1 where kind = 11",
        "update items set owner = 1 + mod(owner, 7) where kind = 11"
      })
  void shouldNoticeAnyDifferenceOfAnswers(String change) throws SQLException {
    h2.database.execute(change.formatted(ItemNumbers.idOf(17)));
    assertNoticed(() -> check.reads(17, 11));
  }

  /** Otherwise items would be replaced, and no order of keys would be one of all of them. */
  @Test
  void shouldGiveEachItemAnIdOfItsOwnInNoOrder() {
    int count = 3 << 20;
    BitSet ids = new BitSet();
    int near = 0;
    for (long n = 1; n <= count; n++) {
      ids.set((int) ItemNumbers.idOf(n));
      near += Math.abs(ItemNumbers.idOf(n) - ItemNumbers.idOf(n + 1)) < 1_000 ? 1 : 0;
    }
    assertEquals(count, ids.cardinality());
    assertTrue(near < count / 100, near + " neighbours are near each other");
  }
}
