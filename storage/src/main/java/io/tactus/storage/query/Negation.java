package io.tactus.storage.query;

/** {@code not}: unknown stays unknown. */
final class Negation extends Predicate {

  private final Predicate operand;

  Negation(Predicate operand) {
    this.operand = operand;
  }

  @Override
  int test(long rowAddress) {
    return -operand.test(rowAddress);
  }

  @Override
  long steps() {
    return operand.steps();
  }
}
