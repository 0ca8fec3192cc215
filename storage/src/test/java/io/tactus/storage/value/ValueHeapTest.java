package io.tactus.storage.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueHeapTest {
  private final Random random = new Random(7);

  private byte[] bytes(int length) {
    return ValueWorld.bytes(random, length);
  }

  private void free(ValueWorld world, StoredValue value) {
    world.heap.free(value.locator(), value.bytes().length);
  }

  @Test
  void shouldReadBackEveryLengthAtAnEdge() {
    int cell = ValuePage.CELL_BYTES;
    int link = ValueHeap.NEXT_BYTES;
    int[] lengths = {
      0,
      1,
      15,
      16,
      17,
      cell - 1,
      cell,
      cell + 1,
      2 * cell - link,
      2 * cell - link + 1,
      SchemaLimits.MAX_VALUE_BYTES - 1,
      SchemaLimits.MAX_VALUE_BYTES
    };
    try (ValueWorld world = new ValueWorld(10_000)) {
      List<StoredValue> values = new ArrayList<>();
      for (int length : lengths) {
        values.add(world.store(bytes(length)));
        world.check(values);
      }
      assertEquals(lengths.length - 1, world.heap.values());
      while (!values.isEmpty()) {
        free(world, values.remove(random.nextInt(values.size())));
        world.check(values);
      }
      assertEquals(0, world.heap.values());
      assertEquals(0, world.heap.usedBytes());
    }
  }

  @Test
  void shouldRefuseAValueThatIsTooLong() {
    try (ValueWorld world = new ValueWorld(100)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> world.heap.store(1 << 20, SchemaLimits.MAX_VALUE_BYTES + 1));
    }
  }

  @Test
  void shouldTakeNoPlaceForNoBytes() {
    try (ValueWorld world = new ValueWorld(100)) {
      assertEquals(0, world.store(bytes(0)).locator());
      assertEquals(1, world.pages());
    }
  }

  @Test
  void shouldUsePlacesOfOneLengthForAnother() {
    try (ValueWorld world = new ValueWorld(10_000)) {
      List<StoredValue> small = new ArrayList<>();
      for (int i = 0; i < 100 * ValuePage.CELL_UNITS; i++) {
        small.add(world.store(bytes(16)));
      }
      StoredValue last = small.removeLast();
      long pages = world.pages();
      for (StoredValue value : small) {
        free(world, value);
      }
      List<StoredValue> large = new ArrayList<>(List.of(last));
      for (int i = 0; i < 99; i++) {
        large.add(world.store(bytes(ValuePage.CELL_BYTES)));
      }
      world.check(large);
      assertEquals(pages, world.pages());
    }
  }

  @Test
  void shouldTakeTheLowestPlaceWithRoom() {
    try (ValueWorld world = new ValueWorld(10_000)) {
      StoredValue first = world.store(bytes(100));
      StoredValue second = world.store(bytes(100));
      world.store(bytes(ValuePage.CELL_BYTES));
      free(world, first);
      assertEquals(first.locator(), world.store(bytes(112)).locator());
      free(world, second);
      assertEquals(second.locator(), world.store(bytes(16)).locator());
    }
  }

  @Test
  void shouldGiveBackTheEmptyEnd() {
    try (ValueWorld world = new ValueWorld(10_000)) {
      StoredValue first = world.store(bytes(10));
      List<StoredValue> values = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        values.add(world.store(bytes(ValuePage.CELL_BYTES)));
      }
      long pages = world.pages();
      for (StoredValue value : values) {
        free(world, value);
      }
      world.heap.trim();
      assertTrue(world.pages() < pages);
      world.heap.trim();
      world.heap.trim();
      assertEquals(3, world.pages());
      world.check(List.of(first));
      free(world, first);
      world.heap.trim();
      assertEquals(1, world.pages());
      world.check(List.of());
      world.check(List.of(world.store(bytes(10))));
    }
  }

  @Test
  void shouldSpanSeveralGroupsOfPages() {
    long pages = SpaceMap.page(1, 20) + 1;
    try (ValueWorld world = new ValueWorld(pages + 100)) {
      List<StoredValue> values = new ArrayList<>();
      byte[] page = bytes(ValuePage.CELL_BYTES);
      while (world.pages() < pages) {
        values.add(world.store(page));
        world.space.commit();
      }
      world.check(values);
      StoredValue low = values.remove(5);
      StoredValue high = values.remove(values.size() - 3);
      free(world, high);
      free(world, low);
      StoredValue again = world.store(page);
      assertEquals(low.locator(), again.locator());
      values.add(again);
      world.check(values);
      while (SpaceMap.group(ValueHeap.page(values.getLast().locator())) == 1
          || values.size() > MapPage.PAGES) {
        free(world, values.removeLast());
        world.heap.trim();
      }
      world.heap.trim();
      world.check(values);
      assertTrue(world.pages() <= SpaceMap.mapPage(1) + 2, "" + world.pages());
    }
  }

  @Test
  void shouldLeaveNoTraceWhenThePagesEndWithinAChain() {
    try (ValueWorld world = new ValueWorld(14)) {
      StoredValue kept = world.store(bytes(300));
      world.space.commit();
      long mark = world.space.mark();
      Rejection refused =
          assertThrows(Rejection.class, () -> world.store(bytes(SchemaLimits.MAX_VALUE_BYTES)));
      assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
      world.space.rollbackTo(mark);
      world.check(List.of(kept));
      assertEquals(3, world.pages());
    }
  }

  @Test
  void shouldCatchAValueThatWasLeaked() {
    try (ValueWorld world = new ValueWorld(100)) {
      world.store(bytes(20));
      assertThrows(IllegalStateException.class, () -> world.check(List.of()));
    }
  }

  @Test
  void shouldCatchAPlaceGivenTwice() {
    try (ValueWorld world = new ValueWorld(100)) {
      StoredValue value = world.store(bytes(20));
      assertThrows(IllegalStateException.class, () -> world.check(List.of(value, value)));
      StoredValue inside = new StoredValue(value.locator() + 1, new byte[4]);
      assertThrows(IllegalStateException.class, () -> world.check(List.of(value, inside)));
    }
  }

  @Test
  void shouldCatchAMapThatPromisesRoom() {
    try (ValueWorld world = new ValueWorld(100)) {
      StoredValue value = world.store(bytes(20));
      long map = world.space.write(world.heap.area(), SpaceMap.mapPage(0));
      int room = MapPage.room(map, 0);
      assertNotEquals(0, room);
      Memory.putByte(map + MapPage.PAGES_OFFSET, (byte) (room + 1));
      assertThrows(IllegalStateException.class, () -> world.check(List.of(value)));
    }
  }
}
