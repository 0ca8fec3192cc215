package io.tactus.storage.model;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on fields that are whole numbers or strings, as text and as a test. Immutable.
 *
 * @param terms all must hold
 */
public record ModelFilter(List<Term> terms) {

  /**
   * One condition.
   *
   * @param operator of {@code eq neq gt gte lt lte is isdistinct match imatch}; some also with
   *     {@code (any)} or {@code (all)} behind them
   * @param operands one, or those of the list; none for null
   */
  public record Term(ModelLeaf leaf, String operator, List<Object> operands) {
    private static final String ANY = "(any)";
    private static final String ALL = "(all)";

    String text() {
      String values = operands.stream().map(this::text).collect(Collectors.joining(","));
      boolean listed = operator.endsWith(ANY) || operator.endsWith(ALL);
      String operand = listed ? "{" + values + "}" : operands.isEmpty() ? "null" : values;
      return leaf.path() + "=" + operator + "." + operand;
    }

    private String text(Object operand) {
      boolean unsigned = leaf.kind().equals("u64");
      return unsigned ? Long.toUnsignedString((Long) operand) : operand.toString();
    }

    boolean holds(ModelRow row) {
      Object value = row.value(leaf);
      if (operator.equals("is")) {
        return value == null;
      }
      if (operator.equals("isdistinct")) {
        return operands.isEmpty()
            ? value != null
            : value == null || !test("eq", value).test(operands.get(0));
      }
      if (operator.endsWith(ANY)) {
        return value != null && operands.stream().anyMatch(test(base(), value));
      }
      if (operator.endsWith(ALL)) {
        return operands.isEmpty()
            || (value != null && operands.stream().allMatch(test(base(), value)));
      }
      return value != null && test(operator, value).test(operands.get(0));
    }

    /** The operator without what follows it in parentheses. */
    private String base() {
      return operator.substring(0, operator.length() - ANY.length());
    }

    private Predicate<Object> test(String name, Object value) {
      if (name.endsWith("match")) {
        int folding = name.startsWith("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        return operand ->
            Pattern.compile((String) operand, Pattern.DOTALL | folding)
                .matcher((String) value)
                .find();
      }
      return operand -> ModelOperator.holds(name, leaf.order().compare(value, operand));
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
