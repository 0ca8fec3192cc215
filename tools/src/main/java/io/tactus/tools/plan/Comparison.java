package io.tactus.tools.plan;

import java.util.Objects;

/**
 * How a {@code value} directive compares. Order is defined between numbers, and between strings.
 */
enum Comparison {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  static Comparison parse(String sign) {
    for (Comparison comparison : values()) {
      if (comparison.sign.equals(sign)) {
        return comparison;
      }
    }
    throw new IllegalArgumentException("not a comparison: " + sign);
  }

  boolean holds(Object actual, Object expected) {
    boolean numbers = actual instanceof Number && expected instanceof Number;
    if (this == EQUAL || this == NOT_EQUAL) {
      boolean equal = numbers ? order(actual, expected) == 0 : Objects.equals(actual, expected);
      return equal == (this == EQUAL);
    }
    if (!numbers && !(actual instanceof String && expected instanceof String)) {
      return false;
    }
    int order = order(actual, expected);
    return switch (this) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case EQUAL, NOT_EQUAL -> throw new AssertionError(this);
    };
  }

  private static int order(Object actual, Object expected) {
    if (actual instanceof String text && expected instanceof String other) {
      return text.compareTo(other);
    }
    return JsonSubset.decimal(actual).compareTo(JsonSubset.decimal(expected));
  }
}
