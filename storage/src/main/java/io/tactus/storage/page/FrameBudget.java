package io.tactus.storage.page;

/**
 * How many frames a store may use, and how many admission must leave free, so that no batch runs
 * out of them half way.
 *
 * <p>Two bounds, either of which is enough:
 *
 * <ul>
 *   <li>The commands in flight touch at most {@code commandsInFlight * pagesPerCommand} pages, and
 *       a first touch takes at most {@link #framesPerPage()} frames. While admission refuses below
 *       {@link #reserveFrames()}, what has been admitted always finds its frames.
 *   <li>A command beyond that measure (a rebuilt table) can at worst touch everything: one more
 *       copy of the whole state, for which {@link #maxFrames()} has room beside the published one,
 *       and beside {@code readerFrames} kept for slow readers.
 * </ul>
 *
 * <p>Frames are addresses until they are touched: a generous budget costs no memory.
 *
 * @param maxLogicalPages the deterministic limit of the space
 * @param commandsInFlight admitted and not yet published, at most
 * @param pagesPerCommand pages that an ordinary command changes or adds, at most
 * @param readerFrames frames that may be kept for pinned versions before admission refuses
 */
public record FrameBudget(
    long maxLogicalPages, int commandsInFlight, int pagesPerCommand, long readerFrames) {

  public FrameBudget {
    if (maxLogicalPages < 1 || commandsInFlight < 1 || pagesPerCommand < 1 || readerFrames < 0) {
      throw new IllegalArgumentException(
          "maxLogicalPages="
              + maxLogicalPages
              + ", commandsInFlight="
              + commandsInFlight
              + ", pagesPerCommand="
              + pagesPerCommand
              + ", readerFrames="
              + readerFrames);
    }
  }

  /**
   * Frames of one version with so many pages, at most. The worst shape is areas of two pages, which
   * have a node each; the directory adds less than one node per page of the area table.
   */
  public static long framesOf(long logicalPages) {
    return 2 * logicalPages + 8;
  }

  /** Frames for the first touch of one page: itself, its path, and the path of its area's root. */
  public int framesPerPage() {
    int height = 1;
    for (long pages = PageTable.FANOUT; pages < maxLogicalPages; pages <<= PageTable.FANOUT_SHIFT) {
      height++;
    }
    return 1 + 2 * height;
  }

  /** Admission refuses while fewer frames than this are available. */
  public long reserveFrames() {
    return Math.min(
        (long) commandsInFlight * pagesPerCommand * framesPerPage(), framesOf(maxLogicalPages));
  }

  /** The size of the pool. */
  public long maxFrames() {
    return 2 * framesOf(maxLogicalPages) + readerFrames + reserveFrames();
  }

  /** Whether another command may enter, given {@link Versions#availableFrames()}. */
  public boolean admits(long availableFrames) {
    return availableFrames >= reserveFrames();
  }
}
