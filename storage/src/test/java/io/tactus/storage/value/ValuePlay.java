package io.tactus.storage.value;

import io.tactus.storage.page.Fork;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.PageLoader;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.schema.SchemaLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random values stored, replaced and freed, from a seed, with savepoints, rollbacks, publications,
 * held versions, forks and reloads; throws where heap and model differ.
 */
final class ValuePlay {

  private record Savepoint(long mark, List<StoredValue> values) {}

  private record Pinned(Reader reader, Version version, List<StoredValue> values) {}

  private final Random random;
  private final ValueWorld world;
  private final int leakOneIn;
  private final List<Savepoint> savepoints = new ArrayList<>();
  private final List<Pinned> pins = new ArrayList<>();
  private List<StoredValue> values = new ArrayList<>();
  private List<StoredValue> committed = List.of();

  ValuePlay(long seed, ValueWorld world) {
    this(seed, world, 0);
  }

  /**
   * @param leakOneIn one value in so many that goes is not freed, as if that had been forgotten; 0
   *     for none
   */
  ValuePlay(long seed, ValueWorld world, int leakOneIn) {
    this.random = new Random(seed);
    this.world = world;
    this.leakOneIn = leakOneIn;
  }

  void run(int steps) {
    try {
      for (int i = 0; i < steps; i++) {
        step();
      }
      world.check(values);
    } finally {
      pins.forEach(pin -> pin.reader().close());
    }
  }

  private void step() {
    int dice = random.nextInt(1000);
    if (dice < 420) {
      store(world.heap, values);
    } else if (dice < 780) {
      free(world.heap, values);
    } else if (dice < 820) {
      world.heap.trim();
    } else if (dice < 860) {
      savepoints.add(new Savepoint(world.space.mark(), List.copyOf(values)));
    } else if (dice < 900) {
      rollbackToSavepoint();
    } else if (dice < 940) {
      commit();
    } else if (dice < 955) {
      world.space.rollback();
      savepoints.clear();
      values = new ArrayList<>(committed);
      world.check(values);
    } else if (dice < 975) {
      publish();
    } else if (dice < 990) {
      unpin();
    } else if (dice < 997) {
      fork();
    } else {
      reload();
    }
  }

  private void store(ValueHeap heap, List<StoredValue> into) {
    int dice = random.nextInt(100);
    int most = dice < 60 ? 64 : dice < 85 ? 1000 : dice < 97 ? 5000 : SchemaLimits.MAX_VALUE_BYTES;
    into.add(world.store(heap, ValueWorld.bytes(random, random.nextInt(most + 1))));
  }

  private void free(ValueHeap heap, List<StoredValue> from) {
    if (!from.isEmpty()) {
      StoredValue value = from.remove(random.nextInt(from.size()));
      if (leakOneIn > 0 && random.nextInt(leakOneIn) == 0) {
        return;
      }
      heap.free(value.locator(), value.bytes().length);
    }
  }

  private void rollbackToSavepoint() {
    if (!savepoints.isEmpty()) {
      int index = random.nextInt(savepoints.size());
      Savepoint savepoint = savepoints.get(index);
      savepoints.subList(index, savepoints.size()).clear();
      world.space.rollbackTo(savepoint.mark());
      values = new ArrayList<>(savepoint.values());
      world.check(values);
    }
  }

  private void commit() {
    world.space.commit();
    savepoints.clear();
    committed = List.copyOf(values);
  }

  private void publish() {
    commit();
    world.publish();
    if (pins.size() < 6) {
      Reader reader = world.versions.register();
      pins.add(new Pinned(reader, reader.pin(), committed));
    }
  }

  private void unpin() {
    if (!pins.isEmpty()) {
      Pinned pinned = pins.remove(random.nextInt(pins.size()));
      check(pinned);
      pinned.reader().close();
    }
  }

  private void check(Pinned pinned) {
    int area = world.heap.area();
    ValueWorld.check(
        ValueWorld.of(pinned.version(), area), pinned.version().pageCount(area), pinned.values());
  }

  private void fork() {
    if (pins.isEmpty()) {
      return;
    }
    Pinned pinned = pins.get(random.nextInt(pins.size()));
    try (Fork fork = world.versions.fork(pinned.version(), 10_000)) {
      ValueHeap heap = new ValueHeap(fork.space(), world.heap.area());
      List<StoredValue> mine = new ArrayList<>(pinned.values());
      for (int i = 0; i < 50; i++) {
        if (random.nextBoolean()) {
          store(heap, mine);
        } else {
          free(heap, mine);
        }
      }
      ValueWorld.check(heap, fork.space().pageCount(heap.area()), mine);
      fork.space().rollback();
    }
    check(pinned);
  }

  /** The pages of a version, as from a snapshot, go on exactly as the heap they were taken from. */
  private void reload() {
    if (pins.isEmpty()) {
      return;
    }
    Pinned pinned = pins.get(random.nextInt(pins.size()));
    try (FramePool pool = new FramePool(ValueWorld.MAX_FRAMES);
        PageSpace space = new PageSpace(pool, 50_000, ValueWorld.MAX_UNDO_BYTES);
        Fork fork = world.versions.fork(pinned.version(), 10_000)) {
      PageLoader loader = new PageLoader(space);
      PageImage.forEachPage(pinned.version(), loader);
      loader.finish();
      ValueHeap heap = new ValueHeap(space, world.heap.area());
      ValueHeap twin = new ValueHeap(fork.space(), world.heap.area());
      ValueWorld.check(heap, space.pageCount(heap.area()), pinned.values());
      for (int i = 0; i < 20; i++) {
        byte[] bytes = ValueWorld.bytes(random, random.nextInt(5000));
        long locator = world.store(heap, bytes).locator();
        if (locator != world.store(twin, bytes).locator()) {
          throw new AssertionError("the reloaded heap places values elsewhere");
        }
      }
      fork.space().rollback();
    }
  }
}
