package io.tactus.tools.offline;

import io.tactus.pipeline.replay.ReplaySession;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in a history: just after a command, or just after a tick. Immutable.
 *
 * @param isTick whether {@code number} is a tick rather than a sequence
 */
record Point(boolean isTick, long number) {

  private static final Pattern PATTERN = Pattern.compile("(seq:|tick:)?([0-9]{1,18})");

  /**
   * Parses {@code SEQ}, {@code seq:N} or {@code tick:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Point parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a point is SEQ, seq:N or tick:N, not '" + text + "'");
    }
    return new Point("tick:".equals(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /**
   * Takes a session there.
   *
   * @throws IllegalArgumentException if the history does not reach that far
   */
  void seek(ReplaySession session) {
    if (isTick) {
      session.seekTick(number);
    } else {
      session.seekSequence(number);
    }
  }

  /** Lets picocli read points. */
  static final class Converter implements ITypeConverter<Point> {
    @Override
    public Point convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
