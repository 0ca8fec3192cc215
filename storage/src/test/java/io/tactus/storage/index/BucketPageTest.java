package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketPageTest {
  private static final int NEAR = 4;

  private final Arena arena = Arena.ofConfined();
  private final long page = arena.allocate(Page.SIZE_BYTES, Long.BYTES).address();

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
        boolean near = home + NEAR <= BucketPage.CAPACITY && places[i] - home < NEAR;
        assertEquals(
            near && places[i] >= home ? 0xFFFF_FFFFL - i : 0,
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
        if (home + NEAR > BucketPage.CAPACITY) {
          continue;
        }
        for (int at = home; at < home + NEAR; at++) {
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
  void shouldLeaveTheLastHomesOfAPageToTheProbe() {
    int last = -1;
    assertTrue(BucketPage.home(last) + NEAR > BucketPage.CAPACITY);
    enter(last, 5);
    assertEquals(0, BucketPage.slotNear(page, last));
    assertEquals(BucketPage.home(last), BucketPage.probe(page, last, BucketPage.home(last)));
  }
}
