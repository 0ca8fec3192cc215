package io.tactus.storage.query;

import java.util.List;

/**
 * The operator of a condition as it is written: {@code like}, or {@code like(any)} for a list of
 * values. Names are not looked up here, except that only some take a list. Threading: immutable.
 *
 * @param name without what follows in parentheses
 * @param quantifier whether the condition must hold for one value of a list or for all of them
 */
record Operator(String name, Quantifier quantifier) {

  /** How many values of a list a condition must hold for. */
  enum Quantifier {
    /** There is no list. */
    NONE(""),
    /** One at least: false for an empty list. */
    ANY("(any)"),
    /** All of them: true for an empty list. */
    ALL("(all)");

    private final String suffix;

    Quantifier(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  /** What PostgREST lets stand before {@code (any)} and {@code (all)}. */
  private static final List<String> QUANTIFIED =
      List.of("eq", "like", "ilike", "gt", "gte", "lt", "lte", "match", "imatch");

  /**
   * Reads an operator.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY if it takes no list, but is to have one
   */
  static Operator of(String text) {
    for (Quantifier quantifier : Quantifier.values()) {
      if (quantifier != Quantifier.NONE && text.endsWith(quantifier.suffix())) {
        String name = text.substring(0, text.length() - quantifier.suffix().length());
        if (!QUANTIFIED.contains(name)) {
          throw QueryErrors.unknownOperator(text);
        }
        return new Operator(name, quantifier);
      }
    }
    return new Operator(text, Quantifier.NONE);
  }

  /** Whether a list in braces follows. */
  boolean isQuantified() {
    return quantifier != Quantifier.NONE;
  }

  /** Whether a list in parentheses follows. */
  boolean takesList() {
    return name.equals("in") || name.equals("near");
  }
}
