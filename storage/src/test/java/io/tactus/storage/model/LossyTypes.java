package io.tactus.storage.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Conversions that round and cut, by the words of the documentation. Stateless. */
final class LossyTypes {

  private LossyTypes() {}

  /** A type to which values of another convert, perhaps roughly; null if this knows none. */
  static String other(String type, Random random) {
    if (type.startsWith("string(")) {
      return random.nextInt(4) == 0 ? "text" : "string(" + (1 + random.nextInt(40)) + ")";
    }
    return switch (type) {
      case "text" -> "string(" + (1 + random.nextInt(60)) + ")";
      case "f32", "f64" ->
          List.of("i8", "i16", "i32", "i64", "u16", "f32", "f64").get(random.nextInt(7));
      case "i8", "i16", "i32", "i64", "u8", "u16", "u32" ->
          List.of("f32", "f64").get(random.nextInt(2));
      default -> null;
    };
  }

  /**
   * Converts a value.
   *
   * @param to the only leaf of the new type
   * @return null if it is refused
   */
  static Object convert(Object value, ModelLeaf to) {
    return switch (value) {
      case String text when to.kind().equals("text") -> text;
      case String text -> cut(text, to.capacity());
      case Double number when to.kind().equals("f32") -> (double) (float) (double) number;
      case Double number when to.kind().equals("f64") -> number;
      case Double number -> whole(number, to);
      case Long number when to.kind().equals("f32") -> (double) (float) (long) number;
      case Long number -> (double) (long) number;
      default -> throw new IllegalArgumentException(to + ": " + value);
    };
  }

  private static Long whole(double number, ModelLeaf to) {
    long whole = (long) number;
    return to.holds(whole) ? whole : null;
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
