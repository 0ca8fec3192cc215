package io.tactus.storage.page;

/**
 * Opens pages that are about to be written, several together: those that must be copied are copied
 * a piece of each in turn, so that memory answers for all of them at once. A processor fetches
 * ahead within a page, but not into the next one.
 *
 * <p>Decides nothing, and changes no contents: a page that is not written afterwards costs its
 * copy.
 *
 * <p>Threading: the thread that writes the pages.
 */
public final class PageCopies {
  /**
   * So many at once. Pages all begin at the same place of the nearest cache, which has eight ways
   * on usual processors: four originals and four copies fill it.
   */
  private static final int TOGETHER = 4;

  private static final int PIECE_BYTES = 256;

  private final WritablePages pages;
  private final long[] originals = new long[TOGETHER];
  private final long[] copies = new long[TOGETHER];
  private int count;

  /** For pages of a working state. */
  public PageCopies(WritablePages pages) {
    this.pages = pages;
  }

  /**
   * Reads what opening the page at this address, or the page around it, will ask first. Done for
   * all pages before the first is opened, memory answers for them together.
   *
   * @return what means nothing; to be kept somewhere, so that no compiler leaves the reading out
   */
  public static long readAhead(long address) {
    long frame = address & -Page.SIZE_BYTES;
    return FrameHeader.birth(frame) + Memory.getLong(frame);
  }

  /** Begins to open a page, which may be neither read nor written until {@link #finish}. */
  public void open(int area, long page) {
    try {
      pages.beginWrite(area, page, this);
    } catch (FramesExhausted e) {
      finish(); // what was begun before must not stay half a copy
      throw e;
    }
  }

  /** Begins a copy. */
  void begin(long original, long copy) {
    originals[count] = original;
    copies[count] = copy;
    count++;
    if (count == TOGETHER) {
      finish();
    }
  }

  /** Completes what was begun. */
  public void finish() {
    for (int at = 0; at < Page.SIZE_BYTES; at += PIECE_BYTES) {
      for (int i = 0; i < count; i++) {
        Memory.copy(originals[i] + at, copies[i] + at, PIECE_BYTES);
      }
    }
    count = 0;
  }
}
