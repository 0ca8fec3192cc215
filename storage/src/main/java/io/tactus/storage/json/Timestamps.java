package io.tactus.storage.json;

import io.tactus.storage.Rejection;

/**
 * Microseconds since the epoch as RFC 3339 text.
 *
 * <p>Written in UTC with six digits and {@code Z}. Read with any offset and up to six digits; a
 * seventh is refused unless zero, because it would be lost. Years 0001 to 9999, no leap seconds.
 * Threading: any thread; no allocation.
 */
public final class Timestamps {

  /** Bytes of the written form, {@code 2026-01-02T03:04:05.000006Z}. */
  public static final int TEXT_BYTES = 27;

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400L;
  private static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;
  private static final int DAYS_PER_ERA = 146_097;
  private static final int EPOCH_FROM_YEAR_ZERO_DAYS = 719_468;
  private static final int BEFORE_FRACTION = 19;

  private Timestamps() {}

  /**
   * Reads RFC 3339.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value} or {@code value_out_of_range}
   */
  public static long parse(byte[] text, int offset, int length) {
    if (length < BEFORE_FRACTION + 1 || !hasShape(text, offset)) {
      throw notOne(text, offset, length);
    }
    int year = number(text, offset, 4);
    int month = number(text, offset + 5, 2);
    int day = number(text, offset + 8, 2);
    int hour = number(text, offset + 11, 2);
    int minute = number(text, offset + 14, 2);
    int second = number(text, offset + 17, 2);
    boolean valid =
        year >= 1
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysOfMonth(year, month)
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59;
    int end = offset + length;
    int zone = fractionEnd(text, offset + BEFORE_FRACTION, end);
    if (!valid || zone < 0) {
      throw notOne(text, offset, length);
    }
    long micros = fraction(text, offset + BEFORE_FRACTION, zone);
    int offsetMinutes = offsetMinutes(text, zone, end);
    if (micros < 0 || offsetMinutes == Integer.MIN_VALUE) {
      throw notOne(text, offset, length);
    }
    long seconds =
        daysFromEpoch(year, month, day) * SECONDS_PER_DAY
            + hour * 3600L
            + (minute - offsetMinutes) * 60L
            + second;
    long result = seconds * MICROS_PER_SECOND + micros;
    if (result < MIN_MICROS || result > MAX_MICROS) {
      throw InvalidValue.outOfRange("timestamp", text, offset, length);
    }
    return result;
  }

  /** 0001-01-01T00:00:00.000000Z. */
  public static final long MIN_MICROS = -62_135_596_800_000_000L;

  /** 9999-12-31T23:59:59.999999Z. */
  public static final long MAX_MICROS = 253_402_300_799_999_999L;

  /**
   * Writes the text form.
   *
   * @param micros from {@link #MIN_MICROS} to {@link #MAX_MICROS}
   * @param target has room for {@link #TEXT_BYTES}
   * @return the bytes written
   */
  public static int write(byte[] target, int offset, long micros) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
    writeDate(target, offset, day);
    int second = (int) (ofDay / MICROS_PER_SECOND);
    target[offset + 10] = 'T';
    digits(target, offset + 11, 2, second / 3600);
    target[offset + 13] = ':';
    digits(target, offset + 14, 2, second / 60 % 60);
    target[offset + 16] = ':';
    digits(target, offset + 17, 2, second % 60);
    target[offset + 19] = '.';
    digits(target, offset + 20, 6, (int) (ofDay % MICROS_PER_SECOND));
    target[offset + 26] = 'Z';
    return TEXT_BYTES;
  }

  /** Years begin in March, so that the leap day is the last of its year (Hinnant's algorithm). */
  private static void writeDate(byte[] target, int offset, long day) {
    long shifted = day + EPOCH_FROM_YEAR_ZERO_DAYS;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    int dayOfEra = (int) Math.floorMod(shifted, (long) DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    digits(target, offset, 4, year);
    target[offset + 4] = '-';
    digits(target, offset + 5, 2, month);
    target[offset + 7] = '-';
    digits(target, offset + 8, 2, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
  }

  private static long daysFromEpoch(int year, int month, int day) {
    int marchYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - EPOCH_FROM_YEAR_ZERO_DAYS;
  }

  private static int daysOfMonth(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return switch (month) {
      case 2 -> leap ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static boolean hasShape(byte[] text, int offset) {
    byte separator = text[offset + 10];
    return text[offset + 4] == '-'
        && text[offset + 7] == '-'
        && (separator == 'T' || separator == 't')
        && text[offset + 13] == ':'
        && text[offset + 16] == ':';
  }

  /** Returns where the zone begins, or -1. */
  private static int fractionEnd(byte[] text, int from, int end) {
    if (text[from] != '.') {
      return from;
    }
    int i = from + 1;
    while (i < end && isDigit(text[i])) {
      i++;
    }
    return i > from + 1 ? i : -1;
  }

  /** Returns the microseconds of a fraction, or -1 if digits would be lost. */
  private static long fraction(byte[] text, int from, int to) {
    long micros = 0;
    for (int i = 0; i < 6; i++) {
      int at = from + 1 + i;
      micros = micros * 10 + (at < to ? text[at] - '0' : 0);
    }
    for (int at = from + 7; at < to; at++) {
      if (text[at] != '0') {
        return -1;
      }
    }
    return micros;
  }

  /** Returns the minutes east of UTC, or MIN_VALUE if there is no zone of the right form. */
  private static int offsetMinutes(byte[] text, int from, int end) {
    if (end - from == 1 && (text[from] == 'Z' || text[from] == 'z')) {
      return 0;
    }
    boolean shaped =
        end - from == 6 && (text[from] == '+' || text[from] == '-') && text[from + 3] == ':';
    int hours = shaped ? number(text, from + 1, 2) : -1;
    int minutes = shaped ? number(text, from + 4, 2) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int total = hours * 60 + minutes;
    return text[from] == '-' ? -total : total;
  }

  private static int number(byte[] text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  private static void digits(byte[] target, int from, int count, int value) {
    int rest = value;
    for (int i = from + count - 1; i >= from; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static Rejection notOne(byte[] text, int offset, int length) {
    return InvalidValue.notA("timestamp", text, offset, length)
        .withHint("RFC 3339 with at most six digits, such as 2026-01-02T03:04:05.000006Z");
  }
}
