package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HashIndexTest {
  private static final int MAX_SLOTS = 120_000;

  private IndexWorld world;

  @BeforeEach
  void open() {
    world = new IndexWorld(MAX_SLOTS);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldFindEveryKeyAfterManySplits() {
    for (int slot = 1; slot < MAX_SLOTS; slot++) {
      world.insert(slot, slot * 7919L);
    }
    for (int slot = 1; slot < MAX_SLOTS; slot++) {
      assertEquals(slot, world.find(slot * 7919L));
      assertEquals(0, world.find(slot * 7919L + 1));
    }
    assertEquals(MAX_SLOTS - 1, world.entries());
  }

  @Test
  void shouldKeepKeysThatDifferInTheirLowestThreeBitsInOneBucket() {
    for (int slot = 1; slot < MAX_SLOTS; slot++) {
      world.insert(slot, slot);
    }
    Set<Long> buckets = new HashSet<>();
    for (long key = 8; key < 8_000; key++) {
      assertEquals(world.bucketOf(key & -8), world.bucketOf(key), "key " + key);
      buckets.add(world.bucketOf(key));
    }
    Set<Long> all = new HashSet<>();
    for (int slot = 1; slot < MAX_SLOTS; slot++) {
      all.add(world.bucketOf(slot));
    }
    int most = Math.min(all.size(), 999);
    assertTrue(buckets.size() > 0.6 * most, "groups come together, too: " + buckets.size());
  }

  @Test
  void shouldFindWhatWasEnteredWhenKeysWereScattered() {
    try (IndexWorld old = new IndexWorld(20_000, 0)) {
      for (int slot = 1; slot < 20_000; slot++) {
        old.insert(slot, slot);
      }
      for (int slot = 1; slot < 20_000; slot++) {
        assertEquals(slot, old.find(slot));
      }
      Set<Long> buckets = new HashSet<>();
      for (long key = 8; key < 16; key++) {
        buckets.add(old.bucketOf(key));
      }
      assertTrue(buckets.size() > 4, "scattered over " + buckets.size());
    }
  }

  @Test
  void shouldCostAtMostTwentyFourBytesForEachRowAtEverySize() {
    int nextCheck = 20_000;
    for (int slot = 1; slot < MAX_SLOTS; slot++) {
      world.insert(slot, slot);
      if (slot == nextCheck) {
        double bytes = (double) world.pages() * Page.SIZE_BYTES / slot;
        assertTrue(bytes <= 24, slot + " rows: " + bytes + " bytes of index for each");
        nextCheck = nextCheck * 11 / 10;
      }
    }
  }

  @Test
  void shouldAgreeWithAMapThroughInsertsRemovalsAndRollbacks() {
    for (long seed = 1; seed <= 2; seed++) {
      try (IndexWorld mine = new IndexWorld(40_000)) {
        play(mine, new Random(seed), "seed " + seed);
      }
    }
  }

  private static void play(IndexWorld world, Random random, String where) {
    Map<Integer, Long> model = new HashMap<>();
    for (int step = 0; step < 25; step++) {
      long mark = world.mark();
      Map<Integer, Long> before = new HashMap<>(model);
      boolean shrink = random.nextInt(4) == 0;
      for (int i = 0; i < 1500; i++) {
        int slot = 1 + random.nextInt(39_999);
        Long key = model.get(slot);
        if (key != null && (shrink || random.nextBoolean())) {
          world.remove(slot);
          model.remove(slot);
        } else if (key == null && !shrink) {
          world.insert(slot, slot * 31L);
          model.put(slot, slot * 31L);
        }
      }
      if (random.nextInt(3) == 0) {
        world.rollbackTo(mark);
        model = before;
      } else if (random.nextBoolean()) {
        world.commit();
      }
      assertEquals(model.size(), world.entries(), where);
      for (int slot = 1; slot < 40_000; slot++) {
        assertEquals(model.containsKey(slot) ? slot : 0, world.find(slot * 31L), where);
      }
    }
  }

  @Test
  void shouldKeepEqualFragmentsApartByTheirKeys() {
    int equal = BucketPage.MAX_ENTRIES / 2;
    for (int slot = 1; slot <= equal; slot++) {
      world.insertAs(0xCAFE_F00D, slot, slot);
    }
    for (int slot = 1; slot <= equal; slot += 2) {
      world.removeAs(0xCAFE_F00D, slot);
    }
    for (int slot = 1; slot <= equal; slot++) {
      assertEquals(slot % 2 == 0, world.contains(0xCAFE_F00D, slot), "slot " + slot);
    }
  }

  /** As chance has it with small pages, whose buckets hold few groups of neighbouring keys. */
  @Test
  void shouldSplitAgainWhereASplitLeavesAllOnOneSide() {
    int entries = BucketPage.MAX_ENTRIES + 1;
    for (int slot = 1; slot <= entries; slot++) {
      world.insertAs(slot << 3, slot, slot);
    }
    for (int slot = 1; slot <= entries; slot++) {
      assertTrue(world.contains(slot << 3, slot), "slot " + slot);
    }
    assertEquals(entries, world.entries());
    for (int slot = 1; slot <= entries; slot++) {
      world.removeAs(slot << 3, slot);
    }
    assertEquals(0, world.entries());
  }

  @Test
  void shouldRefuseKeysThatFourSplitsDoNotPart() {
    for (int slot = 1; slot <= BucketPage.MAX_ENTRIES; slot++) {
      world.insertAs(slot << 4, slot, slot);
    }
    long mark = world.mark();
    int one = BucketPage.MAX_ENTRIES + 1;
    Rejection refused = assertThrows(Rejection.class, () -> world.insertAs(one << 4, one, one));
    world.rollbackTo(mark);
    assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
    assertEquals(BucketPage.MAX_ENTRIES, world.entries());
  }

  @Test
  void shouldRefuseKeysThatAllCollideInsteadOfGrowingWithoutEnd() {
    for (int slot = 1; slot <= BucketPage.MAX_ENTRIES; slot++) {
      world.insertAs(42, slot, slot);
    }
    world.commit();
    long pages = world.pages();
    long mark = world.mark();
    Rejection refused =
        assertThrows(
            Rejection.class,
            () -> world.insertAs(42, BucketPage.MAX_ENTRIES + 1, BucketPage.MAX_ENTRIES + 1));
    world.rollbackTo(mark);
    assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
    assertEquals(pages, world.pages());
    assertTrue(world.contains(42, 1));
  }
}
