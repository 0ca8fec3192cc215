package io.tactus.storage.page;

/**
 * Writes into the pages of one area, one at a time: a page is looked up, copied and asked about its
 * undo once, and then changed in several places.
 *
 * <p>Good for one page at a time: what was opened before is forgotten. Nothing else may write to
 * the space, set a savepoint or take one back between {@link #open} and the change.
 *
 * <p>Threading: the thread that writes the pages.
 */
public final class PageEditor {
  private final WritablePages pages;
  private final int area;
  private long page;
  private long address;
  private boolean recorded;

  /** Where what is in the page is read. */
  private long seen;

  /** Opens an area. */
  public PageEditor(WritablePages pages, int area) {
    this.pages = pages;
    this.area = area;
  }

  /**
   * Opens a page: copies it on its first touch in this batch.
   *
   * @return its writable address; what is changed through it is not undone
   */
  public long open(long newPage) {
    page = newPage;
    seen = pages.read(area, newPage);
    address = pages.write(area, newPage, seen);
    recorded = !pages.isFresh(area, newPage);
    return address;
  }

  /** Returns the address of the open page, as {@link #open} did. */
  public long address() {
    return address;
  }

  /**
   * Returns where what is in the open page is to be read: until its first change where it was
   * copied from. Reading the copy would wait until all of it has been written.
   */
  public long seen() {
    return seen;
  }

  /**
   * Opens a gap: moves the bytes {@code [offset, end)} up by {@code length}, and sets the int at
   * {@code head}, which must lie outside of all that. What lies in the gap is for the caller to
   * write. One undo record: it keeps {@code length} bytes and the int, not the bytes that moved.
   */
  public void insert(int head, int headValue, int offset, int length, int end) {
    assert length > 0 && offset <= end && end + length <= Page.SIZE_BYTES;
    assert outside(head, offset, end + length);
    if (recorded) {
      pages.undo().insert(area, page, seen, head, offset, length, end - offset);
    }
    Memory.copy(seen + offset, address + offset + length, end - offset);
    Memory.putInt(address + head, headValue);
    seen = address;
  }

  /**
   * Closes a gap: takes out the {@code length} bytes at {@code offset}, moves those behind them, up
   * to {@code end}, down, and sets the int at {@code head}, which must lie outside of all that. The
   * last {@code length} bytes before {@code end} stay as they are.
   */
  public void remove(int head, int headValue, int offset, int length, int end) {
    assert length > 0 && offset + length <= end && end <= Page.SIZE_BYTES;
    assert outside(head, offset, end);
    int span = end - offset - length;
    if (recorded) {
      pages.undo().remove(area, page, seen, head, offset, length, span);
    }
    Memory.copy(seen + offset + length, address + offset, span);
    Memory.putInt(address + head, headValue);
    seen = address;
  }

  /** For the undo log: takes {@link #insert} back in the page at {@code page}. */
  static void takeBackInsert(long page, long oldBytes, int head, int offset, int length, int span) {
    Memory.copy(page + offset + length, page + offset, span);
    Memory.copy(oldBytes, page + offset + span, length);
    Memory.putInt(page + head, Memory.getInt(oldBytes + length));
  }

  /** For the undo log: takes {@link #remove} back in the page at {@code page}. */
  static void takeBackRemove(long page, long oldBytes, int head, int offset, int length, int span) {
    Memory.copy(page + offset, page + offset + length, span);
    Memory.copy(oldBytes, page + offset, length);
    Memory.putInt(page + head, Memory.getInt(oldBytes + length));
  }

  private static boolean outside(int head, int from, int to) {
    return head >= 0
        && head + Integer.BYTES <= Page.SIZE_BYTES
        && (head + Integer.BYTES <= from || head >= to)
        && from >= 0;
  }
}
