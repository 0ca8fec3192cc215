package io.tactus.journal.format;

import java.util.List;

/**
 * The format a program writes, and the steps that lead there from older ones, without a gap.
 * Immutable.
 *
 * @param current the format the program writes and reads
 * @param steps ordered; the last one leads to {@code current}
 */
public record FormatChain(int current, List<FormatStep> steps) {
  /**
   * What this program knows. Format 1 is the first that was released, so there is no step yet; see
   * docs/adr/0020-formats-and-upgrades.md for what adding one takes.
   */
  public static final FormatChain RELEASED = new FormatChain(1, List.of());

  public FormatChain {
    steps = List.copyOf(steps);
    for (int i = 0; i < steps.size(); i++) {
      int expected = current - steps.size() + i;
      if (steps.get(i).from() != expected) {
        throw new IllegalArgumentException(
            "step " + i + " is from format " + steps.get(i).from() + ", not from " + expected);
      }
    }
  }

  /** The oldest format that can be brought to the present one. */
  public int oldest() {
    return current - steps.size();
  }

  /** The step from a format that is not older than {@link #oldest} and not the present one. */
  public FormatStep stepFrom(int format) {
    return steps.get(format - oldest());
  }
}
