package io.tactus.pipeline.tick;

/** What a {@link TickClock} drives. Threading: the thread of the clock. */
public interface BeatTarget {
  /** Whether anything waits for one of the beats after {@code previous} up to {@code tick}. */
  boolean isDue(long previous, long tick);

  /** Whether no TICK may be submitted for now: beats for which something waits become late. */
  default boolean isPaused() {
    return false;
  }

  /**
   * Submits a TICK command.
   *
   * @param skipped beats before it that it stands for as well
   * @return false if the ring is full: to be tried again
   */
  boolean trySubmit(long tick, long skipped);

  /** The last TICK command that was applied. */
  long appliedTick();

  /** A beat was taken up so late. */
  default void onBeat(long lateNs) {}

  /** A TICK was applied so long after the next beat was due. */
  default void onLate(long overrunNs) {}

  /** Beats with nothing due, up to {@code tick}, passed by without a command. */
  default void onIdle(long tick, long beats) {}
}
