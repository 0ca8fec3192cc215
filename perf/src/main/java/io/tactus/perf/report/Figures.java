package io.tactus.perf.report;

import java.util.Locale;

/** How figures are written: the same everywhere, whatever the reader's locale. */
public final class Figures {
  private static final double NS_PER_MS = 1e6;

  private Figures() {}

  /** Nanoseconds as milliseconds, three decimals: {@code 0.842}. */
  public static String ms(long ns) {
    return String.format(Locale.ROOT, "%.3f", ns / NS_PER_MS);
  }

  /** Microseconds as seconds, two decimals. */
  public static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1e6);
  }

  /** A count with thousands separated by commas. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A rate a second, rounded. */
  public static String rate(double perSecond) {
    return count(Math.round(perSecond));
  }

  /** A ratio, two decimals. */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** One decimal. */
  public static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A share as a percentage without decimals. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }

  /** The shortest usual form of an axis label: {@code 0.5}, {@code 20}, {@code 3k}. */
  static String axis(double value) {
    if (value >= 10_000) {
      return axis(value / 1000) + "k";
    }
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    return Double.toString(Math.round(value * 1e6) / 1e6);
  }
}
