package io.tactus.storage.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on whole-number fields, as text and as a test. Immutable.
 *
 * @param terms all must hold
 */
public record ModelFilter(List<Term> terms) {

  /**
   * One comparison.
   *
   * @param operator of {@code eq neq gt gte lt lte is}; the last one means null
   */
  public record Term(ModelLeaf leaf, String operator, long operand) {

    String text() {
      if (operator.equals("is")) {
        return leaf.path() + "=is.null";
      }
      boolean unsigned = leaf.kind().equals("u64");
      String number = unsigned ? Long.toUnsignedString(operand) : Long.toString(operand);
      return leaf.path() + "=" + operator + "." + number;
    }

    boolean holds(ModelRow row) {
      Object value = row.value(leaf);
      if (operator.equals("is")) {
        return value == null;
      }
      if (value == null) {
        return false;
      }
      int order = leaf.order().compare(value, operand);
      return switch (operator) {
        case "eq" -> order == 0;
        case "neq" -> order != 0;
        case "gt" -> order > 0;
        case "gte" -> order >= 0;
        case "lt" -> order < 0;
        case "lte" -> order <= 0;
        default -> throw new IllegalArgumentException(operator);
      };
    }
  }

  /** The terms in PostgREST's grammar. */
  public String text() {
    return terms.stream().map(Term::text).collect(Collectors.joining("&"));
  }

  /** Whether a row is meant; a comparison with null never holds. */
  public boolean matches(ModelRow row) {
    return terms.stream().allMatch(term -> term.holds(row));
  }
}
