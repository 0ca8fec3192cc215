package io.tactus.storage.page;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/**
 * The writer's working state: areas of pages, changed in place within a batch, undone by the undo
 * log, published by {@link Versions}.
 *
 * <p>An area is a growable array of pages, numbered from 0. Area 0 belongs to the space itself: it
 * holds the page count of every area, so that counts are undone and snapshotted like anything else.
 * Area ids and page numbers depend only on the order of operations.
 *
 * <p>Pages that a transaction drops or truncates keep their frames until it commits, so that taking
 * it back needs no copy of them.
 *
 * <p>Threading: one writer thread; another may take over between transactions.
 */
public final class PageSpace extends WritablePages implements AutoCloseable {

  /**
   * What {@link #clear} takes of the undo log at most for each page it leaves: its bytes, where the
   * area was cut, two counts, and the first words of what is written there next.
   */
  public static final long UNDO_BYTES_TO_CLEAR = Page.SIZE_BYTES + 512L;

  private final FramePool pool;
  private final RetiredFrames retired;
  private final PageTable table;
  private long maxLogicalPages;

  private UndoNotes notes = (_, _, _) -> {};

  /**
   * An empty space.
   *
   * @param pool the frames it lives on; the space is its only user
   * @param maxLogicalPages pages over all areas, area 0 included; one more is rejected as {@code
   *     memory_limit}. Decides outcomes: journal it
   * @param maxUndoBytes undo log of one transaction; beyond it a write is rejected as {@code
   *     work_budget}. Decides outcomes: journal it
   */
  public PageSpace(FramePool pool, long maxLogicalPages, long maxUndoBytes) {
    this(pool, maxLogicalPages, new UndoLog(maxUndoBytes), 1, 0);
    if (maxLogicalPages < 1) {
      throw new IllegalArgumentException("maxLogicalPages=" + maxLogicalPages);
    }
    createAreaTable();
  }

  private PageSpace(FramePool pool, long maxLogicalPages, UndoLog undo, long batch, long shared) {
    this(pool, maxLogicalPages, undo, batch, new RetiredFrames(pool, shared));
  }

  private PageSpace(
      FramePool pool, long maxLogicalPages, UndoLog undo, long batch, RetiredFrames retired) {
    super(
        new AreaRoots(),
        new FreshPages(),
        new CopyOnWrite(new PoolFrames(pool, retired), batch),
        undo);
    this.pool = pool;
    this.retired = retired;
    this.table = new PageTable(pool, retired, copying);
    this.maxLogicalPages = maxLogicalPages;
  }

  /** With an undo log that a test has broken. */
  static PageSpace withUndoLog(FramePool pool, long maxLogicalPages, UndoLog undo) {
    PageSpace space = new PageSpace(pool, maxLogicalPages, undo, 1, 0);
    space.createAreaTable();
    return space;
  }

  /** A private overlay over a pinned version, under the same limits. */
  PageSpace overlay(FramePool forkPool, Version base) {
    UndoLog forkUndo = new UndoLog(undo.capacity());
    PageSpace fork =
        new PageSpace(forkPool, maxLogicalPages, forkUndo, base.number() + 1, base.number());
    int areas = base.areaLimit();
    fork.ensureAreas(areas);
    fork.roots.load(base, areas);
    return fork;
  }

  private void createAreaTable() {
    long page = table.newPage(0);
    AreaTable.format(page);
    setRoot(AreaTable.AREA, page);
  }

  /** Creates an empty area and returns its id: never 0, never one that was ever visible. */
  public int createArea() {
    assert ownedByThisThread();
    int area = AreaTable.nextId(roots.get(AreaTable.AREA));
    if (AreaTable.pageOf(area) == pageCount(AreaTable.AREA)) {
      appendPage(AreaTable.AREA);
    }
    putLong(AreaTable.AREA, 0, AreaTable.NEXT_ID_OFFSET, area + 1L);
    putRecord(area, AreaTable.STATE_OFFSET, AreaTable.LIVE);
    ensureAreas(area + 1);
    roots.scattered(area, false);
    return area;
  }

  /** Says that nobody reads the pages of an area in order. For speed only, and not kept. */
  public void scatter(int area) {
    ensureAreas(area + 1);
    roots.scattered(area, true);
  }

  /** Drops an area with all its pages. Undone like anything else. */
  public void dropArea(int area) {
    if (area == AreaTable.AREA) {
      throw new IllegalArgumentException("area 0 cannot be dropped");
    }
    truncate(area, 0);
    putRecord(area, AreaTable.STATE_OFFSET, AreaTable.DROPPED);
  }

  public boolean exists(int area) {
    return AreaTable.isLive(roots.get(AreaTable.AREA), area);
  }

  /**
   * Appends a zeroed page and returns its index.
   *
   * @throws Rejection {@code memory_limit} or {@code work_budget}
   */
  public long appendPage(int area) {
    assert ownedByThisThread();
    requireLive(area);
    long total = logicalPages();
    if (total >= maxLogicalPages) {
      throw new Rejection(
          RejectionCode.MEMORY_LIMIT, "all " + maxLogicalPages + " pages are in use");
    }
    long page = pageCount(area);
    long truncated = PageTable.lookup(roots.get(area), page);
    if (truncated != 0) {
      // Truncated earlier in this transaction: its old contents must come back with the undo.
      if (!fresh.contains(area, page)) {
        undo.bytes(area, page, 0, truncated, Page.SIZE_BYTES);
      }
      Memory.zero(write(area, page), Page.SIZE_BYTES);
    } else {
      undo.append(area, page);
      Memory.zero(putPage(area, page), Page.SIZE_BYTES);
      fresh.added(area, page);
    }
    putRecord(area, AreaTable.PAGE_COUNT_OFFSET, page + 1);
    putLong(AreaTable.AREA, 0, AreaTable.TOTAL_PAGES_OFFSET, total + 1);
    return page;
  }

  /** Puts a frame with undefined contents behind the last page, counting and recording nothing. */
  long putPage(int area, long page) {
    long root = roots.get(area);
    long previous = page == 0 ? 0 : PageTable.lookup(root, page - 1);
    long frame = table.newPage(previous);
    setRoot(area, table.append(root, page, frame));
    return frame;
  }

  /** Cuts an area to its first {@code pages} pages. */
  public void truncate(int area, long pages) {
    assert ownedByThisThread();
    requireLive(area);
    long count = pageCount(area);
    if (pages < 0 || pages > count) {
      throw new IllegalArgumentException("area " + area + " has " + count + " pages, not " + pages);
    }
    if (pages == count) {
      return;
    }
    undo.truncate(area, count);
    putRecord(area, AreaTable.PAGE_COUNT_OFFSET, pages);
    putLong(AreaTable.AREA, 0, AreaTable.TOTAL_PAGES_OFFSET, logicalPages() - (count - pages));
  }

  /**
   * Cuts an area to its first {@code pages} pages, which become as new: all zero. Undone like
   * anything else; takes at most {@link #UNDO_BYTES_TO_CLEAR} of the undo log for each.
   */
  public void clear(int area, long pages) {
    truncate(area, pages);
    for (long page = 0; page < pages; page++) {
      Memory.zero(logged(area, page, 0, Page.SIZE_BYTES), Page.SIZE_BYTES);
    }
  }

  /** Tells whether so many more bytes in the undo log are within its limit. */
  public boolean hasUndoRoom(long newUndoBytes) {
    return undo.position() + newUndoBytes <= undo.capacity();
  }

  /**
   * Sets another limit of pages; pages above it stay, no more are given. For limits that change
   * between commands, on the record.
   */
  public void limitLogicalPages(long newMaxLogicalPages) {
    if (newMaxLogicalPages < 1) {
      throw new IllegalArgumentException("maxLogicalPages=" + newMaxLogicalPages);
    }
    maxLogicalPages = newMaxLogicalPages;
  }

  /** Logical pages in use over all areas, area 0 included. */
  public long logicalPages() {
    return AreaTable.totalPages(roots.get(AreaTable.AREA));
  }

  public long maxLogicalPages() {
    return maxLogicalPages;
  }

  /** Area ids given so far are below this; some may be dropped. */
  public int areaLimit() {
    return AreaTable.nextId(roots.get(AreaTable.AREA));
  }

  /** A position to which the space can be taken back within the current transaction; they nest. */
  public long mark() {
    fresh.nextEpoch();
    return undo.position();
  }

  /** Sets who is told of notes that are taken back. */
  public void keepNotes(UndoNotes newNotes) {
    notes = newNotes;
  }

  /** Leaves a note in the undo log, for {@link UndoNotes#takeBack}. */
  public void note(int area, int first, int second) {
    undo.note(area, first, second);
  }

  /** Tells whether so many more pages and bytes in the undo log are within the limits. */
  public boolean hasRoom(long pages, long newUndoBytes) {
    return logicalPages() + pages <= maxLogicalPages && hasUndoRoom(newUndoBytes);
  }

  /**
   * A number that changes whenever a savepoint is set or taken back and when the transaction ends.
   * Writers of tables set one before each write, so that whoever looks at pages between writes can
   * tell that they may have moved.
   */
  public long epoch() {
    return fresh.epoch();
  }

  /** Takes back every logged change since the mark: bytes, pages, areas. Needs no frames. */
  public void rollbackTo(long mark) {
    assert ownedByThisThread();
    undo.rollbackTo(mark, this);
    fresh.nextEpoch();
  }

  /** Takes back everything since the last {@link #commit}. */
  public void rollback() {
    rollbackTo(0);
    undo.clear();
    disown();
  }

  /** Ends the transaction: forgets how to undo it, and lets go of dropped and truncated pages. */
  public void commit() {
    assert ownedByThisThread();
    for (long cut = undo.lastTruncate(); cut != UndoLog.NONE; cut = undo.truncateBefore(cut)) {
      int area = undo.truncatedArea(cut);
      setRoot(area, table.trim(roots.get(area), pageCount(area)));
    }
    undo.clear();
    fresh.nextEpoch();
    disown();
  }

  /** Bytes now in the undo log. */
  public long undoBytes() {
    return undo.position();
  }

  /** For the undo log: a page that was touched in this batch, so that no frame is needed. */
  long touched(int area, long page) {
    long address = read(area, page);
    assert copying.isOwned(address) : "published in the middle of a transaction";
    return address;
  }

  /** For the undo log. */
  void takeBackNote(int area, int first, int second) {
    notes.takeBack(area, first, second);
  }

  /** For the undo log: takes the last page away. */
  void unappend(int area, long page) {
    setRoot(area, table.trim(roots.get(area), page));
  }

  /** Ends the batch: returns the directory of the version it has become. */
  long seal() {
    if (!undo.isEmpty()) {
      throw new IllegalStateException("a transaction is open: commit or roll back, then publish");
    }
    long directory = roots.seal(table);
    copying.startBatch(batch() + 1);
    disown();
    return directory;
  }

  /** Whether the working state may differ from the latest version. */
  boolean hasChanges() {
    return roots.hasChanges();
  }

  /** The version that {@link #seal} will end next. */
  long batch() {
    return copying.batch();
  }

  FramePool pool() {
    return pool;
  }

  RetiredFrames retired() {
    return retired;
  }

  long root(int area) {
    return roots.get(area);
  }

  /** Frames of the working state, nodes included; with the held ones, all that are in use. */
  long reachableFrames() {
    return roots.reachableFrames();
  }

  void ensureAreas(int count) {
    fresh.ensure(roots.ensure(count));
  }

  @Override
  void setRoot(int area, long root) {
    roots.put(area, root, batch());
  }

  /** Sets a field of an area's record. */
  private void putRecord(int area, int field, long value) {
    putLong(AreaTable.AREA, AreaTable.pageOf(area), AreaTable.offsetOf(area) + field, value);
  }

  private void requireLive(int area) {
    if (!exists(area)) {
      throw new IllegalArgumentException("there is no area " + area);
    }
  }

  /** Frees the undo log; the frames go with the pool. */
  @Override
  public void close() {
    undo.close();
  }
}
