package io.tactus.storage.value;

import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import io.tactus.storage.schema.SchemaLimits;
import java.lang.foreign.Arena;
import java.util.Random;

/** A space with one heap of values. */
final class ValueWorld implements AutoCloseable {
  static final long MAX_FRAMES = 60_000;
  static final long MAX_UNDO_BYTES = 64L << 20;

  private final Arena arena = Arena.ofConfined();
  private final long input = arena.allocate(SchemaLimits.MAX_VALUE_BYTES).address();
  private final FramePool pool;
  final PageSpace space;
  final Versions versions;
  final ValueHeap heap;

  ValueWorld(long maxPages) {
    this(new FramePool(MAX_FRAMES), maxPages);
  }

  private ValueWorld(FramePool pool, long maxPages) {
    this(pool, new PageSpace(pool, maxPages, MAX_UNDO_BYTES));
  }

  ValueWorld(FramePool pool, PageSpace space) {
    this.pool = pool;
    this.space = space;
    heap = new ValueHeap(space, ValueHeap.create(space));
    space.commit();
    versions = new Versions(space, 16, "catalog");
  }

  /** Stores these bytes. */
  StoredValue store(byte[] bytes) {
    return store(heap, bytes);
  }

  StoredValue store(ValueHeap target, byte[] bytes) {
    Memory.putBytes(input, bytes, 0, bytes.length);
    return new StoredValue(target.store(input, bytes.length), bytes);
  }

  long pages() {
    return space.pageCount(heap.area());
  }

  Version publish() {
    return versions.publish(0, 0, 0, "catalog");
  }

  static ValueSource of(Version version, int area) {
    return new AreaView().bind(version, area)::address;
  }

  /** Fails unless exactly these values are there. */
  static void check(ValueSource source, long pageCount, Iterable<StoredValue> values) {
    ValueAudit audit = new ValueAudit().begin(source, pageCount);
    ValueView view = new ValueView();
    for (StoredValue value : values) {
      audit.onValue(value.locator(), value.bytes().length);
      value.check(view.at(source, value.locator(), value.bytes().length));
    }
    audit.finish();
  }

  void check(Iterable<StoredValue> values) {
    check(heap, pages(), values);
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    space.rollback();
    versions.close();
    space.close();
    pool.close();
    arena.close();
  }
}
