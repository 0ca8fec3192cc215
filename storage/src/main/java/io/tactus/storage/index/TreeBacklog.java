package io.tactus.storage.index;

import io.tactus.storage.Rejection;
import io.tactus.storage.page.GrowingMemory;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageBranch;
import io.tactus.storage.page.PageSpace;

/**
 * Entries that the open transaction puts into one tree and takes out of it, held back until the
 * tree is looked at or the transaction ends, and then applied in the order of the entries.
 *
 * <pre>
 *   item: | entry, padded to 8 | i64 +1 put in, -1 taken out |
 *   [0, applied)        in the tree already; kept for the case that the applying is taken back
 *   [applied, count)    waiting
 * </pre>
 *
 * <p>In that order a page is copied, searched and changed while it is in the nearest cache, once
 * for all entries that lie in it, instead of once for each. An entry put in and taken out again
 * never reaches the tree.
 *
 * <p>What is held is part of the transaction: notes in the undo log take it back with the pages. It
 * depends on nothing but the transaction's operations, so a replay holds back and applies alike.
 *
 * <p>Threading: the writer's thread; {@link #changeLeaves} any one, for which the writer waits.
 */
final class TreeBacklog implements AutoCloseable {
  /** Bytes of items kept for one tree; a transaction with more goes on without. */
  static final int MAX_BYTES = 4 << 20;

  /** Items that are sorted at once; their numbers fit in the low bits of a sort key. */
  private static final int MAX_WAITING = 1 << 15;

  private static final int INITIAL_BYTES = 8 << 10;
  private static final int NUMBER_BITS = Short.SIZE;
  private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

  /** Bytes of an entry that a sort key holds. */
  private static final int WINDOW_BYTES = Long.BYTES - NUMBER_BITS / Byte.SIZE;

  private final TreeBacklogs all;
  private final PageSpace space;
  private final int area;
  private final TreeShape shape;
  private final BPlusTree tree;
  private final LeafChanges changes;
  private final int entryBytes;
  private final int signOffset;
  private final int stride;
  private final GrowingMemory memory = new GrowingMemory(INITIAL_BYTES, MAX_BYTES);
  private final SpreadSort sorting = new SpreadSort();
  private long[] keys = new long[256];

  /** For changes by another thread; null until there are many. */
  private PageBranch branch;

  private LeafChanges branchChanges;

  /** Changes, the first of the keys, that are left by {@link #changeLeaves}. */
  private int left;

  private int count;
  private int applied;
  private long epoch = -1;
  private boolean holds;

  TreeBacklog(TreeBacklogs all, PageSpace space, int area, TreeShape shape) {
    this.all = all;
    this.space = space;
    this.area = area;
    this.shape = shape;
    this.tree = new BPlusTree(space, area, shape);
    this.changes = new LeafChanges(space, area, shape);
    this.entryBytes = shape.entryBytes();
    this.signOffset = (entryBytes + 7) & ~7;
    this.stride = signOffset + Long.BYTES;
  }

  TreeShape shape() {
    return shape;
  }

  BPlusTree tree() {
    return tree;
  }

  int waiting() {
    return count - applied;
  }

  /** Returns the items kept, applied or not. */
  int held() {
    return count;
  }

  /** Holds an entry back and returns true, or returns false if it is to be applied at once. */
  boolean hold(long entry, long sign) {
    if (space.epoch() != epoch) {
      begin();
    }
    if (!holds || !memory.reserve((count + 1L) * stride)) {
      apply();
      return false;
    }
    long item = item(count);
    Memory.copyShort(entry, item, entryBytes);
    Memory.putLong(item + signOffset, sign);
    count++;
    all.waiting(1);
    if (count - applied == MAX_WAITING) {
      apply();
    }
    return true;
  }

  /** What is held first after a savepoint notes how much was held before. */
  private void begin() {
    epoch = space.epoch();
    holds = all.holds(this);
    if (holds) {
      space.note(area, count, applied);
    }
  }

  /** For the undo log. */
  void restore(int oldCount, int oldApplied) {
    all.waiting(oldCount - oldApplied - waiting());
    count = oldCount;
    applied = oldApplied;
  }

  /** Forgets all; at the end of a transaction. */
  void clear() {
    restore(0, 0);
  }

  /**
   * Applies what waits, all or nothing.
   *
   * @throws Rejection MEMORY_LIMIT, WORK_BUDGET
   */
  void apply() {
    if (waiting() == 0) {
      return;
    }
    long mark = space.mark();
    try {
      note();
      int net = sort();
      changes.apply(keys, net, tree);
    } catch (Rejection refused) {
      space.rollbackTo(mark);
      throw refused;
    }
    applied();
  }

  /** Leaves a note of what is held and applied in the undo log. */
  void note() {
    space.note(area, count, applied);
  }

  /** Says that nothing waits any more. */
  void applied() {
    restore(count, count);
  }

  /** Returns how much undo log {@link #changeLeaves} needs at most. */
  long undoBytes() {
    return (long) waiting() * PageBranch.undoBytesOfGap(entryBytes);
  }

  /** Makes {@link #changeLeaves} possible, for any thread; see {@link PageBranch#begin}. */
  void begin(long skippedUndoBytes) {
    if (branch == null) {
      branch = new PageBranch(space, area);
      branchChanges = new LeafChanges(branch, area, shape);
    }
    left = 0;
    branch.begin(skippedUndoBytes, undoBytes());
  }

  /** Makes the changes for which one leaf is enough. */
  void changeLeaves() {
    int net = sort();
    left = branchChanges.applyWithinLeaves(keys, net);
  }

  /** Ends what {@link #begin} began. */
  void end() {
    branch.end();
  }

  /**
   * Makes the changes that are left.
   *
   * @throws Rejection MEMORY_LIMIT, WORK_BUDGET
   */
  void changeNodes() {
    changes.apply(keys, left, tree);
  }

  /** Sorts what waits into what is to be changed; returns how many changes that are. */
  private int sort() {
    int waiting = waiting();
    if (keys.length < waiting) {
      keys = new long[Math.max(waiting, keys.length * 2)];
    }
    for (int i = 0; i < waiting; i++) {
      keys[i] = i;
    }
    sort(0, waiting, 0);
    return netChanges(waiting);
  }

  /** Makes of the sorted items, in place, what is to be changed; returns how many that are. */
  private int netChanges(int waiting) {
    int net = 0;
    for (int i = 0; i < waiting; ) {
      long entry = itemAt(i);
      long sum = 0;
      do {
        sum += Memory.getLong(itemAt(i) + signOffset);
        i++;
      } while (i < waiting && TreeSearch.compare(shape, itemAt(i), entry) == 0);
      if (sum != 0) {
        keys[net++] = LeafChanges.change(entry, sum > 0);
      }
    }
    return net;
  }

  /**
   * Sorts items whose first bytes are equal by the next ones, and further where those are equal,
   * too. Equal entries stay in the order in which they came.
   */
  private void sort(int from, int to, int at) {
    int drop = Math.max(0, WINDOW_BYTES - (entryBytes - at)) * Byte.SIZE + NUMBER_BITS;
    for (int i = from; i < to; i++) {
      long number = keys[i] & NUMBER_MASK;
      long window = Long.reverseBytes(Memory.getLong(item(applied + (int) number) + at));
      keys[i] = ((window >>> drop << drop) ^ Long.MIN_VALUE) | number;
    }
    sorting.sort(keys, from, to);
    int next = at + WINDOW_BYTES;
    if (next >= entryBytes) {
      return;
    }
    for (int i = from; i < to; ) {
      int first = i++;
      while (i < to && (keys[i] ^ keys[first]) >>> NUMBER_BITS == 0) {
        i++;
      }
      if (i - first > 1) {
        sort(first, i, next);
      }
    }
  }

  private long itemAt(int sorted) {
    return item(applied + (int) (keys[sorted] & NUMBER_MASK));
  }

  private long item(int number) {
    return memory.address() + (long) number * stride;
  }

  @Override
  public void close() {
    memory.close();
  }
}
