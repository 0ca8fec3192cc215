package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketPageTest {
  private final Arena arena = Arena.ofConfined();
  private final long page = arena.allocate(Page.SIZE_BYTES, Page.SIZE_BYTES).address();

  @BeforeEach
  void clear() {
    Memory.zero(page, Page.SIZE_BYTES);
  }

  @AfterEach
  void free() {
    arena.close();
  }

  private int enter(int fragment, long slot) {
    int at = BucketPage.vacancy(page, fragment);
    Memory.putLong(page + BucketPage.offset(at), BucketPage.entryOf(fragment, slot));
    return at;
  }

  @Test
  void shouldFindTheSlotOfAFragmentNearItsHomeAndNoOther() {
    long seed = System.nanoTime();
    System.out.println("BucketPageTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      clear();
      int count = 1 + random.nextInt(BucketPage.MAX_ENTRIES);
      int[] fragments = random.ints(count).distinct().toArray();
      int[] places = new int[fragments.length];
      for (int i = 0; i < fragments.length; i++) {
        places[i] = enter(fragments[i], 0xFFFF_FFFFL - i);
      }
      for (int i = 0; i < fragments.length; i++) {
        int home = BucketPage.home(fragments[i]);
        boolean near = places[i] >= home && places[i] < home + BucketPage.GROUP;
        assertEquals(
            near ? 0xFFFF_FFFFL - i : 0,
            BucketPage.slotNear(page, fragments[i]),
            "seed " + seed + ", round " + round);
      }
      int absent = random.nextInt();
      if (BucketPage.probe(page, absent, BucketPage.home(absent)) < 0) {
        assertEquals(0, BucketPage.slotNear(page, absent), "seed " + seed);
      }
    }
  }

  /** Where the bit that is turned over, the sign and an empty entry could be taken for another. */
  @Test
  void shouldTellApartFragmentsThatDifferInOneBit() {
    for (int fragment : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7FFF_FF00}) {
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        clear();
        int other = fragment ^ 1 << bit;
        int home = BucketPage.home(fragment);
        for (int at = home; at < home + BucketPage.GROUP; at++) {
          Memory.putLong(page + BucketPage.offset(at), BucketPage.entryOf(other, 1));
        }
        assertEquals(0, BucketPage.slotNear(page, fragment));
        Memory.putLong(
            page + BucketPage.offset(home + 2), BucketPage.entryOf(fragment, 0xFFFF_FFFFL));
        assertEquals(0xFFFF_FFFFL, BucketPage.slotNear(page, fragment));
      }
    }
  }

  @Test
  void shouldGiveTheLeastOfSeveralWithOneFragment() {
    int fragment = 0x1234_5678;
    assertEquals(0, BucketPage.slotNear(page, fragment));
    enter(fragment, 9);
    enter(fragment, 7);
    enter(fragment, 8);
    assertEquals(7, BucketPage.slotNear(page, fragment));
  }

  @Test
  void shouldHaveHomesFromTheFirstToTheLastGroup() {
    assertEquals(0, BucketPage.home(0));
    assertEquals(BucketPage.CAPACITY - BucketPage.GROUP, BucketPage.home(-1));
    assertEquals(Page.SIZE_BYTES, BucketPage.offset(BucketPage.CAPACITY));
    for (int fragment : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7FFF_FF00}) {
      assertEquals(
          page + BucketPage.offset(BucketPage.home(fragment)),
          BucketPage.homeGroup(page, Integer.toUnsignedLong(fragment)));
    }
  }

  @Test
  void shouldGoOnBehindTheLastGroupWithTheFirst() {
    long first = page + BucketPage.offset(0);
    long last = page + BucketPage.offset(BucketPage.CAPACITY - BucketPage.GROUP);
    assertEquals(first, BucketPage.nextGroup(last));
    assertEquals(page + BucketPage.offset(BucketPage.GROUP), BucketPage.nextGroup(first));
    for (int slot = 1; slot <= BucketPage.GROUP + 1; slot++) {
      enter(-1, slot);
    }
    long next = BucketPage.leastRank(BucketPage.nextGroup(last), 0xFFFF_FFFFL);
    assertTrue(BucketPage.isMatch(next));
    assertEquals(BucketPage.GROUP + 1, BucketPage.slotOf(next));
    assertEquals(1, BucketPage.slotNear(page, -1));
  }

  /** An empty entry is all zeros, as an entry with fragment 0 would be without its slot. */
  @Test
  void shouldGiveNoSlotForAnEmptyEntry() {
    long rank = BucketPage.leastRank(BucketPage.homeGroup(page, 0), 0);
    assertTrue(BucketPage.isMatch(rank));
    assertEquals(0, BucketPage.slotOf(rank));
    assertEquals(0, BucketPage.slotNear(page, 0));
    assertFalse(BucketPage.isMatch(BucketPage.leastRank(BucketPage.homeGroup(page, 1), 1)));
  }
}
