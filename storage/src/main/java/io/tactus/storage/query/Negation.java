package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.table.Charge;
import io.tactus.storage.value.ValueSource;

/** {@code not}: unknown stays unknown. */
final class Negation extends Predicate {

  private final Predicate operand;

  Negation(Predicate operand) {
    this.operand = operand;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    return -operand.test(rowAddress, values);
  }

  @Override
  long steps() {
    return operand.steps();
  }

  @Override
  long regexSize() {
    return operand.regexSize();
  }

  @Override
  boolean mayExceed() {
    return operand.mayExceed();
  }

  @Override
  int test(long rowAddress, ValueSource values, Charge charge) {
    return -operand.test(rowAddress, values, charge);
  }

  @Override
  Kernel kernel(boolean negated) {
    return operand.kernel(!negated);
  }
}
