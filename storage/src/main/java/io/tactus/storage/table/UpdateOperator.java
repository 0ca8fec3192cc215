package io.tactus.storage.table;

/**
 * What an update does with a field's old value. The code is part of the command format and never
 * changes.
 */
public enum UpdateOperator {
  /** Old value plus operand. For integers of any kind the operand is a signed 64-bit amount. */
  ADD(1),
  /** The smaller of old value and operand, which is a value of the field's kind. */
  MINIMUM(2),
  /** The larger of old value and operand, which is a value of the field's kind. */
  MAXIMUM(3),
  /** As {@link #ADD}, for amounts of 2^63 and more: the operand is unsigned. Integers only. */
  ADD_UNSIGNED(4);

  private final int code;

  UpdateOperator(int code) {
    this.code = code;
  }

  /** Returns the stable number of this operator in commands. */
  public int code() {
    return code;
  }

  /**
   * Returns the operator with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static UpdateOperator ofCode(int code) {
    return switch (code) {
      case 1 -> ADD;
      case 2 -> MINIMUM;
      case 3 -> MAXIMUM;
      case 4 -> ADD_UNSIGNED;
      default -> throw new IllegalArgumentException("no update operator has the code " + code);
    };
  }
}
