package io.tactus.pipeline.disk;

/**
 * What the last look at the disk found.
 *
 * @param state how it is
 * @param freeBytes room that is left, -1 if that could not be told
 * @param stalledNs how long the group commit under way has taken, 0 unless that is a stall
 * @param detail for people: what is wrong and what to do; empty if nothing is
 */
public record DiskReport(State state, long freeBytes, long stalledNs, String detail) {

  /** How a disk is. */
  public enum State {
    /** Room enough. */
    OK,
    /** Room for now: see to it that there is more. */
    LOW,
    /** Writes are refused until there is room. */
    FULL,
    /** It does not answer properly: writes are refused until it does. */
    UNREADABLE,
    /** The files are not where they were: the engine failed. */
    GONE
  }

  /** Whether new commands are refused for it. */
  public boolean refusesWrites() {
    return state.compareTo(State.FULL) >= 0;
  }

  /** Whether a group commit takes longer than it may. */
  public boolean isStalled() {
    return stalledNs > 0;
  }
}
