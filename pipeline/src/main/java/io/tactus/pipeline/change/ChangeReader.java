package io.tactus.pipeline.change;

/** A position in the {@link ChangeLog}. Threading: one thread. */
public interface ChangeReader {

  /** How a poll ended. */
  enum Poll {
    /** There was nothing new. */
    EMPTY,
    /** One commit or more were handed over. */
    CHANGES,
    /** The ring overtook this reader: changes were lost to it. */
    OVERTAKEN
  }

  /** Stands before the first change after {@code sequence}; false if that is no longer there. */
  boolean seekAfter(long sequence);

  /**
   * Returns where it stands. Positions of all readers of one log compare: what one of them has been
   * handed lies before its position.
   */
  long position();

  /** Returns whether something published lies before it. */
  boolean hasMore();

  /** Hands published changes to {@code visitor}, at most {@code maxChanges}, whole commits. */
  Poll poll(ChangeVisitor visitor, int maxChanges);
}
