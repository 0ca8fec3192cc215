package io.tactus.storage.table;

/**
 * In which slot a key's row lies if the table was filled in the order of its keys: at the same
 * distance from the key as every other.
 *
 * <p>A wrong guess has read memory for nothing, and the processor has gone on as if it were right.
 * So guesses begin after {@value #STREAK} look-ups in a row whose rows the index found at one
 * distance, and end when {@value #PATIENCE} were wrong. If one in ten is wrong they are made nearly
 * always, if one in two is hardly ever. Where {@value #TRIES} look-ups have led to no such streak,
 * learning is given up until {@link #tryAgain}, since it makes each of them longer.
 *
 * <p>Whether a guess was right is seen by the row. A right one is not counted, as that would be
 * another write for each look-up.
 *
 * <p>Threading: one thread at a time.
 */
final class SlotGuess {
  static final int STREAK = 16;
  static final int PATIENCE = 64;
  static final int TRIES = 256;

  private long distance;
  private int streak;

  /** Wrong guesses that are borne yet; 0 while none are made. */
  private int patience;

  /** Look-ups that are learned from yet, while no guesses are made. */
  private int tries = TRIES;

  /** Tells whether to guess. */
  boolean isMade() {
    return patience > 0;
  }

  /** Tells whether there is nothing to guess, and nothing is to be learned. */
  boolean isGivenUp() {
    return patience == 0 && tries == 0;
  }

  /** Returns the slot to look at first; any number, not always that of a slot. */
  long slot(long key) {
    return key + distance;
  }

  /** A guess was wrong. */
  void wasWrong() {
    patience--;
    streak = 0;
    tries = TRIES;
  }

  /** The index led to a row while no guesses were made. */
  void learn(long key, long slot) {
    long seen = slot - key;
    if (seen != distance) {
      distance = seen;
      streak = 0;
    }
    streak++;
    tries--;
    if (streak == STREAK) {
      patience = PATIENCE;
    }
  }

  /** A look-up from which nothing is to be learned, while no guesses were made. */
  void learnNothing() {
    tries--;
  }

  /** Learns again, if that was given up: from another version. */
  void tryAgain() {
    tries = TRIES;
  }

  /** Begins anew: for another table. */
  void forget() {
    distance = 0;
    streak = 0;
    patience = 0;
    tries = TRIES;
  }
}
