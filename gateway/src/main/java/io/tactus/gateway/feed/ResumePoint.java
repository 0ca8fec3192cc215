package io.tactus.gateway.feed;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;

/**
 * Where a subscriber goes on: after a sequence, in an epoch of the log.
 *
 * <p>Written {@code EPOCH:SEQ}, as the ids of events are. A sequence alone means the present epoch:
 * that is what {@code Tactus-Sequence} says of a write just made.
 *
 * @param epoch the epoch, or 0 for the present one
 */
public record ResumePoint(long epoch, long sequence) {

  private static final int MAX_DIGITS = 18;

  /**
   * Reads the text form.
   *
   * @throws Refusal INVALID_QUERY
   */
  public static ResumePoint parse(String text) {
    int colon = text.indexOf(':');
    long epoch = colon < 0 ? 0 : number(text, 0, colon);
    long sequence = number(text, colon + 1, text.length());
    if (epoch < 0 || sequence < 0 || (colon >= 0 && epoch == 0)) {
      throw ProblemType.INVALID_QUERY.refuse(
          "'" + text + "' is no place in history: write EPOCH:SEQUENCE, as in the id of an event.");
    }
    return new ResumePoint(epoch, sequence);
  }

  private static long number(String text, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(text, from, to, 10);
  }

  /**
   * Checks that all changes after this point can be told.
   *
   * @param presentEpoch the epoch being written
   * @param oldest the sequence after which the change log holds everything
   * @param newest the last sequence published
   * @throws Refusal HISTORY_GONE
   */
  public void check(long presentEpoch, long oldest, long newest) {
    if (epoch != 0 && epoch != presentEpoch) {
      throw gone(
          "The log is in epoch "
              + presentEpoch
              + ": what came after "
              + this
              + " may have been another history.",
          presentEpoch,
          oldest);
    }
    if (sequence > newest) {
      throw gone(
          this + " lies in the future: the last one is " + newest + ".", presentEpoch, oldest);
    }
    if (sequence < oldest) {
      throw gone(
          "Changes are kept after " + oldest + " only, not after " + sequence + ".",
          presentEpoch,
          oldest);
    }
  }

  /** Returns the refusal of a point that is not in reach. */
  private static Refusal gone(String why, long epoch, long oldest) {
    return new Refusal(
        Problem.of(ProblemType.HISTORY_GONE, why)
            .withHint("Read the rows again: subscribe without since.")
            .withOldest(epoch, oldest));
  }

  @Override
  public String toString() {
    return epoch == 0 ? Long.toString(sequence) : epoch + ":" + sequence;
  }
}
