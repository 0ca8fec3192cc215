package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BitTreeTest {

  @Test
  void shouldFindTheSmallestMemberLikeASortedSet() {
    for (int capacity : new int[] {1, 63, 64, 65, 4096, 4097, 300_000}) {
      BitTree tree = new BitTree(capacity);
      TreeSet<Integer> expected = new TreeSet<>();
      Random random = new Random(capacity);
      assertEquals(-1, tree.first());
      for (int i = 0; i < 20_000; i++) {
        int member = random.nextInt(capacity);
        if (random.nextInt(5) < 2) {
          tree.add(member);
          expected.add(member);
        } else {
          int first = tree.first();
          tree.remove(first >= 0 && random.nextBoolean() ? first : member);
          expected.remove(first >= 0 && !tree.contains(first) ? first : member);
        }
        assertEquals(expected.isEmpty() ? -1 : expected.first(), tree.first());
        assertEquals(expected.contains(member), tree.contains(member));
      }
    }
  }
}
