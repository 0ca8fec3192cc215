package io.tactus.storage.json;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;

/** Refusals of values, under their two stable names. */
public final class InvalidValue {

  private static final int MAX_SHOWN = 40;

  private InvalidValue() {}

  /** Returns the refusal of text that is not of a type's form: {@code invalid_value}. */
  public static Rejection notA(String type, byte[] text, int offset, int length) {
    return notA(type, "'" + shown(text, offset, length) + "'");
  }

  /** Returns the refusal of something that is not of a type's form: {@code invalid_value}. */
  public static Rejection notA(String type, String what) {
    return new Rejection(RejectionCode.INVALID_VALUE, what + " is not a valid " + type)
        .withName(RejectionCode.INVALID_VALUE.defaultName(), "22P02");
  }

  /** Returns the refusal of a number its type cannot hold: {@code value_out_of_range}. */
  public static Rejection outOfRange(String type, byte[] text, int offset, int length) {
    return outOfRange(type, shown(text, offset, length));
  }

  /** Returns the refusal of a number its type cannot hold: {@code value_out_of_range}. */
  public static Rejection outOfRange(String type, String what) {
    return new Rejection(RejectionCode.INVALID_VALUE, what + " is out of range for " + type)
        .withName("value_out_of_range", "22003");
  }

  /** Long and malformed text is cut and mended: it goes into an error message. */
  private static String shown(byte[] text, int offset, int length) {
    String all = new String(text, offset, Math.min(length, 4 * MAX_SHOWN), StandardCharsets.UTF_8);
    int points = all.codePointCount(0, all.length());
    return points <= MAX_SHOWN ? all : all.substring(0, all.offsetByCodePoints(0, MAX_SHOWN)) + "…";
  }
}
