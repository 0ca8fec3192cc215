package io.tactus.storage.table;

import java.util.Arrays;

/**
 * The update operators of one update: a reusable list of (field ordinal, operator, operand).
 *
 * <p>An operand is 64 raw bits: the value itself for integers (unsigned ones as their bit pattern),
 * {@link Double#doubleToRawLongBits} for {@code f32} and {@code f64}. A field takes part once: in
 * the set values or here.
 *
 * <p>Threading: confined to one thread.
 */
public final class FieldOperators {
  private int[] ordinals = new int[16];
  private UpdateOperator[] operators = new UpdateOperator[16];
  private long[] operands = new long[16];
  private int count;

  /** Forgets all entries; keeps the room. */
  public void clear() {
    count = 0;
  }

  /** Adds one entry; operators are applied in the order they were added. */
  public void add(int ordinal, UpdateOperator operator, long operandBits) {
    if (count == ordinals.length) {
      ordinals = Arrays.copyOf(ordinals, count * 2);
      operators = Arrays.copyOf(operators, count * 2);
      operands = Arrays.copyOf(operands, count * 2);
    }
    ordinals[count] = ordinal;
    operators[count] = operator;
    operands[count] = operandBits;
    count++;
  }

  /** Returns how many entries there are. */
  public int count() {
    return count;
  }

  /** Returns the field ordinal of entry {@code i}. */
  public int ordinal(int i) {
    return ordinals[i];
  }

  /** Returns the operator of entry {@code i}. */
  public UpdateOperator operator(int i) {
    return operators[i];
  }

  /** Returns the raw operand bits of entry {@code i}. */
  public long operandBits(int i) {
    return operands[i];
  }
}
