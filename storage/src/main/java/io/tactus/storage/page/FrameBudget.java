package io.tactus.storage.page;

/**
 * How many frames a store may use, and when admission must refuse, so that no batch runs out of
 * them half way.
 *
 * <p>The frames in use are those of the working state, those of the published version, and those
 * held only for pinned older versions. The first two are at most {@link #framesOf} each, whatever a
 * batch does. Commands in flight can add to the third only what they touch: at most {@code
 * commandsInFlight * pagesPerCommand} pages, and a first touch retires at most {@link
 * #framesPerPage()} frames. One that drops or empties a table moves more pages at once, but from
 * the working state to those that are held: their sum stays, and to fill the room again takes
 * commands that touch it. So while admission refuses as soon as more than {@code readerFrames} are
 * held, what has been admitted finds its frames within {@link #maxFrames()}.
 *
 * <p>Only commands larger than {@code pagesPerCommand}, several of them in flight, each against
 * another slow reader, could break this; they meet {@link FramesExhausted}.
 *
 * <p>Frames are addresses until they are touched: a generous budget costs no memory.
 *
 * @param maxLogicalPages the deterministic limit of the space
 * @param commandsInFlight admitted and not yet published, at most
 * @param pagesPerCommand pages that an ordinary command changes or adds, at most
 * @param readerFrames frames that may be held for pinned versions before admission refuses
 */
public record FrameBudget(
    long maxLogicalPages, int commandsInFlight, int pagesPerCommand, long readerFrames) {

  /** As many as the ring of the pipeline has slots by default. */
  public static final int DEFAULT_COMMANDS_IN_FLIGHT = 4096;

  /** A row, its free list, an index or two, counters. */
  public static final int DEFAULT_PAGES_PER_COMMAND = 16;

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

  /** The budget of a pool of this size, with the usual commands: what is over is for readers. */
  public static FrameBudget within(long maxLogicalPages, long maxFrames) {
    return within(maxLogicalPages, maxFrames, DEFAULT_COMMANDS_IN_FLIGHT);
  }

  /** The same for so many commands admitted and not yet published. */
  public static FrameBudget within(long maxLogicalPages, long maxFrames, int commandsInFlight) {
    FrameBudget withoutReaders =
        new FrameBudget(maxLogicalPages, commandsInFlight, DEFAULT_PAGES_PER_COMMAND, 0);
    return withoutReaders.withReaderFrames(Math.max(0, maxFrames - withoutReaders.maxFrames()));
  }

  /** A copy that lets readers hold so many frames. */
  public FrameBudget withReaderFrames(long frames) {
    return new FrameBudget(maxLogicalPages, commandsInFlight, pagesPerCommand, frames);
  }

  /**
   * Frames of one version with so many pages, at most. The worst shape is areas of two pages, which
   * have a node each; the directory adds less than one node per page of the area table. A store of
   * few large areas has about one node in 1,000 pages.
   */
  public static long framesOf(long logicalPages) {
    return 2 * logicalPages + 8;
  }

  /** Frames for the first touch of one page: itself, its path, and the path of its area's root. */
  public int framesPerPage() {
    int height = 1;
    // Half, because the directory's entries are twice as long as those of areas.
    for (long pages = PageTable.FANOUT / 2;
        pages < maxLogicalPages;
        pages <<= PageTable.FANOUT_SHIFT) {
      height++;
    }
    return 1 + 2 * height;
  }

  /** What the commands in flight can still add to the frames held for readers. */
  public long reserveFrames() {
    return Math.min(
        (long) commandsInFlight * pagesPerCommand * framesPerPage(), framesOf(maxLogicalPages));
  }

  /** The size of the pool. */
  public long maxFrames() {
    return 2 * framesOf(maxLogicalPages) + readerFrames + reserveFrames();
  }
}
