package io.tactus.storage.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapPageTest {

  @Test
  void shouldFitAPage() {
    assertTrue(MapPage.BLOCKS_OFFSET + MapPage.BLOCKS <= Page.SIZE_BYTES);
    assertEquals(0, MapPage.PAGES % 64);
    assertTrue(MapPage.roomOf(ValuePage.CELL_UNITS) <= 255);
    assertEquals(
        MapPage.roomOf(ValuePage.CELL_UNITS),
        MapPage.roomFor(ValuePage.CELL_UNITS / MapPage.ROOM_UNITS * MapPage.ROOM_UNITS));
  }

  @Test
  void shouldFindTheFirstByteThatIsLargeEnough() {
    Random random = new Random(3);
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(64).address();
      for (int round = 0; round < 100_000; round++) {
        int count = 1 + random.nextInt(48);
        int top = random.nextBoolean() ? 256 : 1 + random.nextInt(255);
        for (int i = 0; i < 64; i++) {
          Memory.putByte(address + i, (byte) random.nextInt(top));
        }
        int least = 1 + random.nextInt(255);
        int expected = -1;
        for (int i = count - 1; i >= 0; i--) {
          expected = (Memory.getByte(address + i) & 0xFF) >= least ? i : expected;
        }
        assertEquals(expected, MapPage.firstAtLeast(address, count, least));
      }
    }
  }
}
