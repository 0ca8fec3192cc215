package io.tactus.storage.table;

/**
 * What an update does with a field's old value. The code is part of the command format and never
 * changes.
 */
public enum UpdateOperator {
  /** Old value plus operand; integers exactly, outside the field's type it is refused. */
  ADD(1),
  /** The smaller of old value and operand. */
  MINIMUM(2),
  /** The larger of old value and operand. */
  MAXIMUM(3);

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
      default -> throw new IllegalArgumentException("no update operator has the code " + code);
    };
  }
}
