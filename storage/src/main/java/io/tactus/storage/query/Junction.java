package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.List;

/** {@code and} and {@code or} of any number of operands. */
final class Junction extends Predicate {

  private final Predicate[] operands;
  private final int decisive;

  private Junction(List<Predicate> operands, int decisive) {
    this.operands = operands.toArray(new Predicate[0]);
    this.decisive = decisive;
  }

  static Predicate and(List<Predicate> operands) {
    return operands.size() == 1 ? operands.get(0) : new Junction(operands, FALSE);
  }

  static Predicate or(List<Predicate> operands) {
    return operands.size() == 1 ? operands.get(0) : new Junction(operands, TRUE);
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    int result = -decisive;
    for (Predicate operand : operands) {
      int truth = operand.test(rowAddress, values);
      if (truth == decisive) {
        return decisive;
      }
      result = truth == UNKNOWN ? UNKNOWN : result;
    }
    return result;
  }

  @Override
  long steps() {
    long steps = 0;
    for (Predicate operand : operands) {
      steps += operand.steps();
    }
    return steps;
  }

  @Override
  boolean mayExceed() {
    for (Predicate operand : operands) {
      if (operand.mayExceed()) {
        return true;
      }
    }
    return false;
  }

  /** Also of operands that are not tested because an earlier one has decided. */
  @Override
  long excess(long rowAddress, ValueSource values) {
    long steps = 0;
    for (Predicate operand : operands) {
      steps += operand.excess(rowAddress, values);
    }
    return steps;
  }

  /** Not all is at least one not, not any is all not; with unknown as well. */
  @Override
  Kernel kernel(boolean negated) {
    if (operands.length == 0) {
      return super.kernel(negated);
    }
    List<Kernel> kernels = new ArrayList<>();
    for (Predicate operand : operands) {
      kernels.add(operand.kernel(negated));
    }
    return (decisive == FALSE) != negated ? Kernels.allOf(kernels) : Kernels.anyOf(kernels);
  }
}
