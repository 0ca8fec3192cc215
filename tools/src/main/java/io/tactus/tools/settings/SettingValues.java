package io.tactus.tools.settings;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parsers of values; all throw {@link IllegalArgumentException} with what would be right. */
public final class SettingValues {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}) ?(B|KiB|MiB|GiB|TiB)?");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private SettingValues() {}

  /** Any text with something in it. */
  public static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    return text;
  }

  /** {@code true} or {@code false}. */
  public static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false is needed");
    };
  }

  /** A whole number within bounds, both included. */
  public static Function<String, Long> number(long min, long max) {
    return new Bounded<>(min, max, "", text -> number(text, min, max), value -> value);
  }

  private static long number(String text, long min, long max) {
    if (!text.matches("-?[0-9]{1,18}")) {
      throw new IllegalArgumentException("a whole number is needed");
    }
    return inBounds(text, 1, "", min, max);
  }

  /** An int within bounds, both included. */
  public static Function<String, Integer> integer(int min, int max) {
    return new Bounded<>(min, max, "", text -> number(text, min, max), Math::toIntExact);
  }

  /** A size in bytes, or with a binary unit such as {@code 64MiB}, within bounds in bytes. */
  public static Function<String, Long> size(long min, long max) {
    return new Bounded<>(min, max, " bytes", text -> size(text, min, max), value -> value);
  }

  private static long size(String text, long min, long max) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a size is a number of bytes, or such as 512KiB, 64MiB");
    }
    int unit = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2));
    return inBounds(matcher.group(1), 1L << (10 * unit), " bytes", min, max);
  }

  /** A time such as {@code 90s}, {@code 15m}, {@code 6h} or {@code 7d} in ms; 0 for none. */
  public static long time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a time is such as 500ms, 90s, 15m, 6h or 7d; 0 for none");
    }
    TimeUnit unit =
        switch (matcher.group(2)) {
          case "s" -> TimeUnit.SECONDS;
          case "m" -> TimeUnit.MINUTES;
          case "h" -> TimeUnit.HOURS;
          case "d" -> TimeUnit.DAYS;
          case null, default -> TimeUnit.MILLISECONDS;
        };
    long value = Long.parseLong(matcher.group(1));
    if (matcher.group(2) == null && value != 0) {
      throw new IllegalArgumentException("a time needs its unit: ms, s, m, h or d");
    }
    return unit.toMillis(value);
  }

  /** A size that fits an int. */
  public static Function<String, Integer> intSize(int min, int max) {
    return new Bounded<>(min, max, " bytes", text -> size(text, min, max), Math::toIntExact);
  }

  /** A constant of an enum, written in lower case with dashes. */
  public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return text ->
        Arrays.stream(constants)
            .filter(constant -> written(constant).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("one of " + choices(type)));
  }

  /** The constants of an enum as {@link #oneOf} reads them, joined by bars. */
  public static <E extends Enum<E>> String choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(SettingValues::written)
        .collect(Collectors.joining("|"));
  }

  /** How a constant is written. */
  public static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A comma-separated list; empty text is the empty list. */
  public static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static long inBounds(String digits, long factor, String unit, long min, long max) {
    BigInteger value = new BigInteger(digits).multiply(BigInteger.valueOf(factor));
    if (value.compareTo(BigInteger.valueOf(min)) < 0
        || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new IllegalArgumentException("from " + min + " to " + max + unit);
    }
    return value.longValueExact();
  }
}
