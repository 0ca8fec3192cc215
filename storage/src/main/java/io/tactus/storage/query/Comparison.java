package io.tactus.storage.query;

/** The six comparison operators. */
enum Comparison {
  EQ("eq"),
  NEQ("neq"),
  GT("gt"),
  GTE("gte"),
  LT("lt"),
  LTE("lte");

  private final String text;

  Comparison(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Tells whether an order, as of {@link Integer#compare}, satisfies the operator. */
  boolean holds(int order) {
    return switch (this) {
      case EQ -> order == 0;
      case NEQ -> order != 0;
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
    };
  }

  /**
   * Tells whether the values that satisfy it are a closed range, rather than the outside of one.
   */
  boolean isRange() {
    return this == EQ || this == GTE || this == LTE;
  }

  /** Returns the operator of this name, or null. */
  static Comparison of(String text) {
    for (Comparison comparison : values()) {
      if (comparison.text.equals(text)) {
        return comparison;
      }
    }
    return null;
  }
}
