package io.tactus.storage.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What becomes of the values of a field that gets another type, by the table of docs/SCHEMA.md.
 * Stateless.
 */
final class ModelConversion {
  private static final BigInteger MICROS_OF_YEAR_1 = BigInteger.valueOf(-62_135_596_800_000_000L);
  private static final BigInteger MICROS_OF_YEAR_9999 =
      BigInteger.valueOf(253_402_300_799_999_999L);
  private static final List<String> NUMBERS =
      List.of(
          "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "timestamp", "duration");

  private ModelConversion() {}

  /** Tells whether there is a conversion at all, whatever the values are. */
  static boolean exists(ModelStore store, String from, String to) {
    int length = ModelType.length(from);
    if (length != ModelType.length(to)) {
      return false;
    }
    String source = ModelType.element(from);
    String target = ModelType.element(to);
    ModelType composite = store.types.get(source);
    ModelType other = store.types.get(target);
    boolean nested = composite != null && !composite.isEnum();
    if (nested || (other != null && !other.isEnum())) {
      return nested && other != null && !other.isEnum() && members(store, composite, other);
    }
    List<ModelLeaf> sources = store.leaves("", source);
    List<ModelLeaf> targets = store.leaves("", target);
    boolean references = ModelType.target(source) != null && ModelType.target(target) != null;
    if (sources.size() != targets.size() || (sources.size() > 1 && !references)) {
      return false;
    }
    for (int i = 0; i < sources.size(); i++) {
      if (!between(sources.get(i), targets.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean members(ModelStore store, ModelType from, ModelType to) {
    boolean all = from.members().size() == to.members().size();
    for (int i = 0; all && i < from.members().size(); i++) {
      ModelType.Member source = from.members().get(i);
      ModelType.Member target = to.members().get(i);
      all = source.name().equals(target.name()) && exists(store, source.type(), target.type());
    }
    return all;
  }

  private static boolean between(ModelLeaf from, ModelLeaf to) {
    String source = from.kind();
    String target = to.kind();
    if (from.isVariable() || to.isVariable()) {
      return source.equals(target)
          || (source.equals("string") && target.equals("text"))
          || (source.equals("text") && target.equals("string"));
    }
    if (source.equals(target) || source.equals("string") || target.equals("string")) {
      return true;
    }
    if (isClock(source) || isClock(target)) {
      return source.equals("i64") || target.equals("i64");
    }
    boolean whole = NUMBERS.contains(source) && NUMBERS.contains(target);
    boolean numbers = isNumber(from) && isNumber(to);
    return whole || numbers;
  }

  private static boolean isClock(String kind) {
    return kind.equals("timestamp") || kind.equals("duration");
  }

  private static boolean isNumber(ModelLeaf leaf) {
    return leaf.isInteger() || leaf.isFloat();
  }

  /** Tells whether this model knows the text of a value: times have forms of their own. */
  static boolean knowsText(ModelLeaf from, ModelLeaf to) {
    return !(isClock(from.kind()) && to.kind().equals("string"));
  }

  /**
   * Converts a value.
   *
   * @param exactly whether it may be neither rounded nor cut
   * @return null if it is refused
   */
  static Object convert(Object value, ModelLeaf from, ModelLeaf to, boolean exactly) {
    if (from.kind().equals("enum") && to.kind().equals("enum")) {
      return position(to, name(from, value));
    }
    if (from.kind().equals("string") || from.kind().equals("text")) {
      return ofString((String) value, to, exactly);
    }
    if (to.kind().equals("string")) {
      String text = text(value, from);
      return to.holds(text) ? text : null;
    }
    return switch (value) {
      case Double number when to.kind().equals("f64") -> number;
      case Double number when to.kind().equals("f32") -> single(number, exactly);
      case Double number -> ofDouble(number, to, exactly);
      case Long number -> ofWhole(integer(number, from), to, exactly);
      default -> value;
    };
  }

  private static Object ofString(String text, ModelLeaf to, boolean exactly) {
    return switch (to.kind()) {
      case "text" -> text;
      case "string" -> exactly && !to.holds(text) ? null : cut(text, to.capacity());
      case "bool" -> text.equals("true") ? (Object) 1L : text.equals("false") ? 0L : null;
      case "enum" -> position(to, text);
      case "uuid" ->
          text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : null;
      case "f32", "f64" -> ofDecimal(text, to);
      case "timestamp", "duration" -> null;
      default -> text.matches("-?(0|[1-9][0-9]*)") ? ofWhole(new BigInteger(text), to, true) : null;
    };
  }

  private static Object ofDecimal(String text, ModelLeaf to) {
    if (!text.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
      return null;
    }
    double number = Double.parseDouble(text);
    return to.kind().equals("f32") ? single(number, false) : (Object) number;
  }

  private static Object single(double number, boolean exactly) {
    float rounded = (float) number;
    return Float.isInfinite(rounded) || (exactly && rounded != number) ? null : (double) rounded;
  }

  private static Object ofDouble(double number, ModelLeaf to, boolean exactly) {
    BigDecimal value = new BigDecimal(number);
    BigInteger whole = value.toBigInteger();
    return exactly && value.compareTo(new BigDecimal(whole)) != 0
        ? null
        : ofWhole(whole, to, exactly);
  }

  private static Object ofWhole(BigInteger number, ModelLeaf to, boolean exactly) {
    if (to.isFloat()) {
      boolean single = to.kind().equals("f32");
      double nearest = single ? number.floatValue() : number.doubleValue();
      boolean exact = new BigDecimal(nearest).compareTo(new BigDecimal(number)) == 0;
      return exactly && !exact ? null : (Object) nearest;
    }
    return number.compareTo(least(to)) >= 0 && number.compareTo(most(to)) <= 0
        ? number.longValue()
        : null;
  }

  private static BigInteger least(ModelLeaf leaf) {
    return switch (leaf.kind()) {
      case "bool" -> BigInteger.ZERO;
      case "timestamp" -> MICROS_OF_YEAR_1;
      case "duration" -> BigInteger.valueOf(Long.MIN_VALUE);
      default -> BigInteger.valueOf(leaf.min());
    };
  }

  private static BigInteger most(ModelLeaf leaf) {
    return switch (leaf.kind()) {
      case "bool" -> BigInteger.ONE;
      case "timestamp" -> MICROS_OF_YEAR_9999;
      case "duration" -> BigInteger.valueOf(Long.MAX_VALUE);
      default -> integer(leaf.max(), leaf);
    };
  }

  static BigInteger integer(long bits, ModelLeaf leaf) {
    return leaf.kind().equals("u64")
        ? new BigInteger(Long.toUnsignedString(bits))
        : BigInteger.valueOf(bits);
  }

  /** The text that JSON has for a value, without quotes. */
  private static String text(Object value, ModelLeaf leaf) {
    return switch (leaf.kind()) {
      case "bool" -> value.equals(1L) ? "true" : "false";
      case "enum" -> name(leaf, value);
      case "f32" -> whole(Float.toString(((Double) value).floatValue()));
      case "f64" -> whole(value.toString());
      case "u64" -> Long.toUnsignedString((Long) value);
      default -> value.toString();
    };
  }

  private static String whole(String number) {
    return number.endsWith(".0")
        ? number.substring(0, number.length() - 2)
        : number.replace(".0E", "E");
  }

  private static String name(ModelLeaf leaf, Object position) {
    return leaf.names().get(Math.toIntExact((Long) position));
  }

  private static Object position(ModelLeaf leaf, String name) {
    int position = leaf.names().indexOf(name);
    return position < 0 ? null : (long) position;
  }

  /** As many whole characters as fit. */
  private static String cut(String text, int capacity) {
    int end = text.length();
    while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > capacity) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }
}
