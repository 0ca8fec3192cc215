package io.tactus.tools.settings;

import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A parser of whole numbers that knows its bounds, so that manuals can show them.
 *
 * @param <T> what a value becomes
 * @param min smallest value
 * @param max largest value
 * @param unit what is counted, with a space before it; empty for things
 * @param number reads a text as a number within the bounds
 * @param result makes of it what is wanted
 */
record Bounded<T>(
    long min, long max, String unit, Function<String, Long> number, LongFunction<T> result)
    implements Function<String, T> {

  /** Above this a bound is there only because numbers end somewhere. */
  private static final long BEYOND = 1L << 53;

  @Override
  public T apply(String text) {
    return result.apply(number.apply(text));
  }

  /** The bounds in words. */
  String words() {
    return max > BEYOND ? "at least " + min + unit : min + " to " + max + unit;
  }
}
