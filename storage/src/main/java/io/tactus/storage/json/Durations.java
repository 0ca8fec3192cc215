package io.tactus.storage.json;

import io.tactus.storage.Rejection;

/**
 * Microseconds as ISO 8601 durations.
 *
 * <p>Written as {@code PT1H2M3.000004S}: hours and minutes only if they count, seconds always and
 * with six digits, a minus sign in front of all. Read with weeks, days, hours, minutes and seconds
 * in this order, each at most once; years and months have no fixed length and are refused, as is
 * anything finer than a microsecond. Threading: any thread; no allocation.
 */
public final class Durations {

  /** Most bytes of the written form. */
  public static final int MAX_TEXT_BYTES = 32;

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
  private static final long REFUSED = -1;

  private Durations() {}

  /**
   * Reads ISO 8601.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value} or {@code value_out_of_range}
   */
  public static long parse(byte[] text, int offset, int length) {
    int end = offset + length;
    int i = offset;
    boolean negative = i < end && text[i] == '-';
    i += i < end && (negative || text[i] == '+') ? 1 : 0;
    if (i >= end || text[i] != 'P') {
      throw notOne(text, offset, length);
    }
    i++;
    // Negative, because the negative range is the larger one.
    long total = 0;
    int lastRank = -1;
    boolean time = false;
    boolean component = false;
    while (i < end) {
      if (text[i] == 'T' && !time) {
        time = true;
        component = false;
        i++;
        continue;
      }
      int digitsEnd = digitsEnd(text, i, end);
      int fractionEnd =
          digitsEnd < end && text[digitsEnd] == '.'
              ? digitsEnd(text, digitsEnd + 1, end)
              : digitsEnd;
      int rank = fractionEnd < end ? rank(text[fractionEnd], time) : -1;
      boolean fraction = fractionEnd > digitsEnd;
      boolean valid =
          digitsEnd > i
              && rank > lastRank
              && (!fraction || (rank == 4 && fractionEnd > digitsEnd + 1));
      long micros = fraction && valid ? micros(text, digitsEnd + 1, fractionEnd) : 0;
      if (!valid || micros == REFUSED) {
        throw notOne(text, offset, length);
      }
      try {
        // The largest magnitude does not fit a positive long: subtract whole and rest separately.
        long whole = Math.multiplyExact(count(text, i, digitsEnd), unit(rank));
        total = Math.subtractExact(Math.subtractExact(total, whole), micros);
      } catch (ArithmeticException tooLarge) {
        throw InvalidValue.outOfRange("duration", text, offset, length);
      }
      lastRank = rank;
      component = true;
      i = fractionEnd + 1;
    }
    if (!component) {
      throw notOne(text, offset, length);
    }
    if (!negative && total == Long.MIN_VALUE) {
      throw InvalidValue.outOfRange("duration", text, offset, length);
    }
    return negative ? total : -total;
  }

  /** Returns the number the digits stand for; ArithmeticException if no long holds it. */
  private static long count(byte[] text, int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count = Math.addExact(Math.multiplyExact(count, 10L), text[i] - '0');
    }
    return count;
  }

  private static int digitsEnd(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  private static int rank(byte designator, boolean time) {
    return switch (designator) {
      case 'W' -> time ? -1 : 0;
      case 'D' -> time ? -1 : 1;
      case 'H' -> time ? 2 : -1;
      case 'M' -> time ? 3 : -1;
      case 'S' -> time ? 4 : -1;
      default -> -1;
    };
  }

  private static long unit(int rank) {
    return switch (rank) {
      case 0 -> 7 * MICROS_PER_DAY;
      case 1 -> MICROS_PER_DAY;
      case 2 -> MICROS_PER_HOUR;
      case 3 -> MICROS_PER_MINUTE;
      default -> MICROS_PER_SECOND;
    };
  }

  private static long micros(byte[] text, int from, int to) {
    long micros = 0;
    for (int i = 0; i < 6; i++) {
      micros = micros * 10 + (from + i < to ? text[from + i] - '0' : 0);
    }
    for (int i = from + 6; i < to; i++) {
      if (text[i] != '0') {
        return REFUSED;
      }
    }
    return micros;
  }

  /**
   * Writes the text form.
   *
   * @param target has room for {@link #MAX_TEXT_BYTES}
   * @return the bytes written
   */
  public static int write(byte[] target, int offset, long micros) {
    int at = offset;
    if (micros < 0) {
      target[at++] = '-';
    }
    target[at++] = 'P';
    target[at++] = 'T';
    // Remainders of a negative count are negative: their magnitudes always fit.
    long hours = Math.abs(micros / MICROS_PER_HOUR);
    long minutes = Math.abs(micros % MICROS_PER_HOUR / MICROS_PER_MINUTE);
    long rest = Math.abs(micros % MICROS_PER_MINUTE);
    if (hours != 0) {
      at = number(target, at, hours, 1);
      target[at++] = 'H';
    }
    if (minutes != 0) {
      at = number(target, at, minutes, 1);
      target[at++] = 'M';
    }
    at = number(target, at, rest / MICROS_PER_SECOND, 1);
    target[at++] = '.';
    at = number(target, at, rest % MICROS_PER_SECOND, 6);
    target[at++] = 'S';
    return at - offset;
  }

  private static int number(byte[] target, int offset, long value, int minDigits) {
    int digits = minDigits;
    long bound = 1;
    for (int i = 0; i < minDigits; i++) {
      bound *= 10;
    }
    while (value >= bound) {
      bound *= 10;
      digits++;
    }
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return offset + digits;
  }

  private static Rejection notOne(byte[] text, int offset, int length) {
    return InvalidValue.notA("duration", text, offset, length)
        .withHint("ISO 8601 in weeks to seconds, such as PT1H30M or PT0.000250S");
  }
}
