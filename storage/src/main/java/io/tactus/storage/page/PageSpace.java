package io.tactus.storage.page;

/**
 * The writer's working state: areas of pages, changed in place within a batch, undone by the undo
 * log, published by {@link Versions}.
 *
 * <p>An area is a growable array of pages, numbered from 0. Area 0 belongs to the space itself: it
 * holds the page count of every area, so that counts are undone and snapshotted like anything else.
 * Area ids and page numbers depend only on the order of operations.
 *
 * <p>Two ways to change a page: {@code put…} and {@link #logged} record the old bytes first, and
 * are what commands use; {@link #write} records nothing and is for loading and for rebuilding.
 *
 * <p>Addresses returned by {@link #read} stay good until the next write to that page, those from
 * {@link #write} and {@link #logged} until the next publication.
 *
 * <p>Threading: one writer thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class PageSpace {

  /**
   * An empty space.
   *
   * @param pool the frames it lives on; the space is its only user
   * @param maxLogicalPages pages over all areas, area 0 included; one more is rejected as {@code
   *     memory_limit}
   * @param maxUndoBytes undo log of one transaction; beyond it a write is rejected as {@code
   *     work_budget}. A multiple of the page size, part of what decides outcomes: journal it
   */
  public PageSpace(FramePool pool, long maxLogicalPages, long maxUndoBytes) {
    throw new UnsupportedOperationException();
  }

  /** Creates an empty area and returns its id: never 0, never one that was ever visible. */
  public int createArea() {
    throw new UnsupportedOperationException();
  }

  /** Drops an area with all its pages. Undone like anything else. */
  public void dropArea(int area) {
    throw new UnsupportedOperationException();
  }

  public boolean exists(int area) {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends a zeroed page and returns its index.
   *
   * @throws io.tactus.storage.Rejection {@code memory_limit}; nothing has changed then
   */
  public long appendPage(int area) {
    throw new UnsupportedOperationException();
  }

  /** Cuts an area to its first {@code pages} pages. */
  public void truncate(int area, long pages) {
    throw new UnsupportedOperationException();
  }

  /** Pages in the area; 0 for one that does not exist. */
  public long pageCount(int area) {
    throw new UnsupportedOperationException();
  }

  /** Logical pages in use over all areas, area 0 included. */
  public long logicalPages() {
    throw new UnsupportedOperationException();
  }

  /** The address of a page for reading. */
  public long read(int area, long page) {
    throw new UnsupportedOperationException();
  }

  /** The address of a page for writing, copied on its first touch in this batch; not undone. */
  public long write(int area, long page) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records {@code length} old bytes at {@code offset}, then returns the page's writable address.
   * The caller may change just those bytes.
   */
  public long logged(int area, long page, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  public void putByte(int area, long page, int offset, byte value) {
    throw new UnsupportedOperationException();
  }

  public void putInt(int area, long page, int offset, int value) {
    throw new UnsupportedOperationException();
  }

  public void putLong(int area, long page, int offset, long value) {
    throw new UnsupportedOperationException();
  }

  public void putBytes(int area, long page, int offset, long sourceAddress, int length) {
    throw new UnsupportedOperationException();
  }

  /** A position to which the space can be taken back within the current transaction; they nest. */
  public long mark() {
    throw new UnsupportedOperationException();
  }

  /** Takes back every logged change since the mark: bytes, pages, areas. Needs no frames. */
  public void rollbackTo(long mark) {
    throw new UnsupportedOperationException();
  }

  /** Takes back everything since the last {@link #commit}. */
  public void rollback() {
    throw new UnsupportedOperationException();
  }

  /** Ends the transaction: forgets how to undo it, and lets go of dropped and truncated pages. */
  public void commit() {
    throw new UnsupportedOperationException();
  }

  /** Bytes now in the undo log. */
  public long undoBytes() {
    throw new UnsupportedOperationException();
  }
}
