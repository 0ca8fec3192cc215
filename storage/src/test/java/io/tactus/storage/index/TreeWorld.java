package io.tactus.storage.index;

import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import java.lang.foreign.Arena;
import java.util.function.Function;

/** One tree in a space of its own; entries are given as numbers and are as wide as asked for. */
final class TreeWorld implements TreePages, AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final FramePool pool = new FramePool(60_000);
  final PageSpace space;
  final Versions versions;
  final TreeShape shape;
  final int area;
  final BPlusTree tree;
  final TreeCursor cursor = new TreeCursor();
  private final long scratch;
  private long met;

  TreeWorld(int entryBytes) {
    this(entryBytes, null);
  }

  /** With a space that a test has broken, or null. */
  TreeWorld(int entryBytes, Function<FramePool, PageSpace> spaces) {
    space = spaces == null ? new PageSpace(pool, 50_000, 1L << 28) : spaces.apply(pool);
    versions = new Versions(space, 16, "catalog");
    shape = new TreeShape(entryBytes);
    scratch = arena.allocate(entryBytes, Long.BYTES).address();
    area = space.createArea();
    BPlusTree.format(space, area, shape);
    space.commit();
    tree = new BPlusTree(space, area, shape);
  }

  /** Writes the entry that stands for a number: order is kept, all bytes differ now and then. */
  void encode(long number, long target) {
    int bytes = shape.entryBytes();
    for (int i = 0; i < bytes; i++) {
      int shift = Byte.SIZE * (Math.min(bytes, Long.BYTES) - 1 - i);
      Memory.putByte(target + i, shift >= 0 ? (byte) (number >>> shift) : (byte) (number * i));
    }
  }

  /** Returns the address of room for an entry. */
  long scratch() {
    return scratch;
  }

  private long encoded(long number) {
    encode(number, scratch);
    return scratch;
  }

  /** Reads the number back of which {@link #encode} made an entry. */
  long decode(long entry) {
    long number = 0;
    for (int i = 0; i < Math.min(shape.entryBytes(), Long.BYTES); i++) {
      number = number << Byte.SIZE | (Memory.getByte(entry + i) & 0xFF);
    }
    return number;
  }

  void insert(long number) {
    tree.insert(encoded(number));
  }

  boolean remove(long number) {
    return tree.remove(encoded(number));
  }

  /**
   * Puts the cursor on the working state, over the numbers from {@code from} to below {@code to}.
   */
  TreeCursor walk(long from, long to, boolean descending) {
    cursor.bind(this, shape);
    return start(cursor, from, to, descending);
  }

  TreeCursor start(TreeCursor walk, long from, long to, boolean descending) {
    encode(from, walk.low());
    encode(to, walk.high());
    walk.start(descending);
    return walk;
  }

  Version publish() {
    space.commit();
    return versions.publish(1, 1, 1, "catalog");
  }

  TreeFigures audit() {
    return TreeAudit.check(publish(), area, shape);
  }

  long pages() {
    return space.pageCount(area);
  }

  long metCount() {
    return met;
  }

  @Override
  public long page(long page) {
    return space.read(area, page);
  }

  @Override
  public long moment() {
    return space.epoch();
  }

  @Override
  public void met() {
    met++;
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
