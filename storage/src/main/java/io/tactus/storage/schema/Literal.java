package io.tactus.storage.schema;

/**
 * A constant of a field's type: a default or a bound. Which part counts follows from the kind.
 *
 * @param bits bool, integers, timestamp, duration: the value as a long; floats: {@link
 *     Double#doubleToRawLongBits} of the value; uuid: the high half; else 0
 * @param lowBits uuid: the low half; else 0
 * @param text string, text: the value; bytes: its base64; json, arrays, declared types and
 *     references: the value's JSON without white space; else empty
 */
public record Literal(long bits, long lowBits, String text) {

  /** Returns a constant carried by a long. */
  public static Literal ofLong(long value) {
    return new Literal(value, 0, "");
  }

  /** Returns a floating point constant. */
  public static Literal ofDouble(double value) {
    return new Literal(Double.doubleToRawLongBits(value), 0, "");
  }

  /** Returns a uuid constant. */
  public static Literal ofUuid(long high, long low) {
    return new Literal(high, low, "");
  }

  /** Returns a string constant. */
  public static Literal ofString(String text) {
    return new Literal(0, 0, text);
  }

  /** Returns a constant of a type that only the schema can resolve, as minimal JSON. */
  public static Literal ofJson(String json) {
    return new Literal(0, 0, json);
  }

  /** Returns a floating point constant's value. */
  public double asDouble() {
    return Double.longBitsToDouble(bits);
  }
}
