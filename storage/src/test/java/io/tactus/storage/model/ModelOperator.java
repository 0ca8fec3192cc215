package io.tactus.storage.model;

/** What the operators that compare by order mean, for every model. */
public final class ModelOperator {
  private ModelOperator() {}

  /**
   * Returns whether an operator holds.
   *
   * @param order of the value and the operand, as a comparator tells it
   */
  public static boolean holds(String operator, int order) {
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
