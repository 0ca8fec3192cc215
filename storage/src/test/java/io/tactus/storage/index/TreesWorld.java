package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.Versions;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Several trees in one space, with what waits for them, beside sets of numbers. */
final class TreesWorld implements AutoCloseable {
  static final int[] WIDTHS = {12, 8, 20, 130};

  private final Arena arena = Arena.ofConfined();
  private final FramePool pool;
  private final long scratch = arena.allocate(Page.SIZE_BYTES, Long.BYTES).address();
  final PageSpace space;
  final TreeBacklogs all;
  private final Versions versions;
  private final List<TreeShape> shapes = new ArrayList<>();
  private final int[] areas = new int[WIDTHS.length];

  /** Of the working state. */
  List<NavigableSet<Long>> model = new ArrayList<>();

  /** As spaces are made of a pool. */
  interface Spaces {
    PageSpace of(FramePool pool);
  }

  TreesWorld(TreeHands hands, long maxFrames, Spaces spaces) {
    pool = new FramePool(maxFrames);
    space = spaces.of(pool);
    versions = new Versions(space, 16, "catalog");
    all = new TreeBacklogs(space);
    all.helpedBy(hands);
    for (int tree = 0; tree < WIDTHS.length; tree++) {
      shapes.add(new TreeShape(WIDTHS[tree]));
      areas[tree] = space.createArea();
      BPlusTree.format(space, areas[tree], shapes.get(tree));
      model.add(new TreeSet<>());
    }
    space.commit();
  }

  /** Puts a number into a tree, or takes it out if it is there. */
  void change(int tree, long number) {
    TreeBacklog backlog = all.of(areas[tree], shapes.get(tree));
    boolean comes = !model.get(tree).contains(number);
    space.mark();
    encode(number, WIDTHS[tree]);
    if (!backlog.hold(scratch, comes ? 1 : -1)) {
      if (comes) {
        backlog.tree().insert(scratch);
      } else {
        assertTrue(backlog.tree().remove(scratch), "number " + number);
      }
    }
    if (comes) {
      model.get(tree).add(number);
    } else {
      model.get(tree).remove(number);
    }
  }

  int waiting(int tree) {
    return all.of(areas[tree], shapes.get(tree)).waiting();
  }

  List<NavigableSet<Long>> copyOfModel() {
    List<NavigableSet<Long>> copy = new ArrayList<>();
    model.forEach(numbers -> copy.add(new TreeSet<>(numbers)));
    return copy;
  }

  private void encode(long number, int bytes) {
    Memory.zero(scratch, bytes);
    Memory.putLong(scratch, Long.reverseBytes(number));
  }

  void commit() {
    space.commit();
    all.clear();
  }

  void publish() {
    versions.publish(1, 1, 1, "catalog");
  }

  long usedFrames() {
    return pool.usedFrames();
  }

  /** Checks the trees against the model; nothing may wait. */
  void check() {
    for (int tree = 0; tree < WIDTHS.length; tree++) {
      TreeCursor cursor = new TreeCursor();
      cursor.bind(pages(areas[tree]), shapes.get(tree));
      Memory.zero(cursor.low(), WIDTHS[tree]);
      Memory.zero(cursor.high(), WIDTHS[tree]);
      Memory.putLong(cursor.high(), -1L);
      cursor.start(false);
      for (long number : model.get(tree)) {
        assertTrue(cursor.next(), "number " + number + " of tree " + tree);
        assertEquals(number, Long.reverseBytes(Memory.getLong(cursor.entry())));
      }
      assertFalse(cursor.next(), "too much in tree " + tree);
    }
  }

  private TreePages pages(int area) {
    return new TreePages() {
      @Override
      public long page(long page) {
        return space.read(area, page);
      }

      @Override
      public long moment() {
        return space.epoch();
      }

      @Override
      public void met() {}
    };
  }

  /** Returns a digest of every byte of every page of every area, and of the undo log's length. */
  String digest() {
    long hash = 0;
    long pages = 0;
    for (int area = 0; area < space.areaLimit(); area++) {
      for (long page = 0; page < space.pageCount(area); page++, pages++) {
        long address = space.read(area, page);
        for (int i = 0; i < Page.SIZE_BYTES; i += Long.BYTES) {
          hash = (hash ^ Memory.getLong(address + i)) * 0x9E3779B97F4A7C15L;
          hash ^= hash >>> 29;
        }
      }
    }
    return pages + " pages " + Long.toHexString(hash) + ", undo " + space.undoBytes();
  }

  @Override
  public void close() {
    space.rollback();
    all.close();
    versions.close();
    space.close();
    pool.close();
    arena.close();
  }
}
