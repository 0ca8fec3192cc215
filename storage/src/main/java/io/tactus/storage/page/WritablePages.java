package io.tactus.storage.page;

/**
 * Pages that are there, read and changed in place: copied on their first touch in a batch, with
 * what they were in an undo log. A {@link PageSpace} can do more; a {@link PageBranch} of it is for
 * another thread, and for the pages of one area.
 *
 * <p>Two ways to change a page: {@code put…}, {@link #logged} and {@link PageEditor} record the old
 * bytes first, and are what commands use; {@link #write} records nothing and is for loading and for
 * rebuilding.
 *
 * <p>Addresses returned by {@link #read} stay good until the next write to that page, those from
 * {@link #write} and {@link #logged} until the next publication.
 *
 * <p>Threading: one writer thread at a time, see the two.
 */
public abstract sealed class WritablePages permits PageSpace, PageBranch {
  final AreaRoots roots;
  final FreshPages fresh;
  final CopyOnWrite copying;
  final UndoLog undo;
  private Thread owner;

  WritablePages(AreaRoots roots, FreshPages fresh, CopyOnWrite copying, UndoLog undo) {
    this.roots = roots;
    this.fresh = fresh;
    this.copying = copying;
    this.undo = undo;
  }

  /** Pages in the area; 0 for one that does not exist. */
  public final long pageCount(int area) {
    return AreaTable.pageCount(roots.get(AreaTable.AREA), area);
  }

  /** The address of a page for reading. */
  public final long read(int area, long page) {
    long address = PageTable.lookup(roots.get(area), page);
    if (address == 0) {
      throw noSuchPage(area, page);
    }
    return address;
  }

  private IllegalArgumentException noSuchPage(int area, long page) {
    return new IllegalArgumentException(
        "there is no page " + page + " in area " + area + ", which has " + pageCount(area));
  }

  /** The address of a page for writing, copied on its first touch in this batch; not undone. */
  public final long write(int area, long page) {
    return write(area, page, read(area, page));
  }

  /** As above, for a page that {@link #read} found at this address. */
  final long write(int area, long page, long address) {
    return copying.isOwned(address) ? address : copyPath(area, page, null);
  }

  /** As {@link #write}; a copy of the page is only begun. */
  final void beginWrite(int area, long page, PageCopies copies) {
    if (!copying.isOwned(read(area, page))) {
      copyPath(area, page, copies);
    }
  }

  private long copyPath(int area, long page, PageCopies copies) {
    assert ownedByThisThread();
    long root = copying.ownRoot(roots.get(area));
    setRoot(area, root);
    return copying.ownPage(root, page, roots.isScattered(area), copies);
  }

  /** Sets where the pages of an area begin. */
  abstract void setRoot(int area, long root);

  /**
   * Records {@code length} old bytes at {@code offset}, then returns the page's writable address.
   * The caller may change just those bytes.
   */
  public final long logged(int area, long page, int offset, int length) {
    assert offset >= 0 && length >= 0 && offset + length <= Page.SIZE_BYTES : "outside the page";
    assert ownedByThisThread();
    // What it was is read where it was: reading the copy would wait until all of it is written.
    long before = read(area, page);
    long address = write(area, page, before);
    if (!fresh.contains(area, page)) {
      undo.bytes(area, page, offset, before + offset, length);
    }
    return address;
  }

  public final void putByte(int area, long page, int offset, byte value) {
    Memory.putByte(logged(area, page, offset, Byte.BYTES) + offset, value);
  }

  public final void putInt(int area, long page, int offset, int value) {
    Memory.putInt(logged(area, page, offset, Integer.BYTES) + offset, value);
  }

  public final void putLong(int area, long page, int offset, long value) {
    Memory.putLong(logged(area, page, offset, Long.BYTES) + offset, value);
  }

  /** Whether writes to a page need no undo record, because it was added after the savepoint. */
  final boolean isFresh(int area, long page) {
    return fresh.contains(area, page);
  }

  final UndoLog undo() {
    return undo;
  }

  /** One thread at a time, so that hand-overs are only possible where {@link #disown} is called. */
  final boolean ownedByThisThread() {
    if (owner == null) {
      owner = Thread.currentThread();
    }
    return owner.threadId() == Thread.currentThread().threadId();
  }

  /** Lets another thread take over. */
  final void disown() {
    owner = null;
  }
}
