package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.table.Charge;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code and} and {@code or} of any number of operands. Those that may have long texts to read come
 * last, in the order they were given, so that rows which the others decide cost nothing more.
 */
final class Junction extends Predicate {

  private final Predicate[] operands;
  private final int decisive;

  private Junction(List<Predicate> operands, int decisive) {
    List<Predicate> cheapFirst = new ArrayList<>(operands);
    cheapFirst.sort(Comparator.comparing(Predicate::mayExceed));
    this.operands = cheapFirst.toArray(new Predicate[0]);
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
    return test(rowAddress, values, null);
  }

  /** Charges for the operands up to the one that decides; without a charge, for none. */
  @Override
  int test(long rowAddress, ValueSource values, Charge charge) {
    int result = -decisive;
    for (Predicate operand : operands) {
      int truth =
          charge == null
              ? operand.test(rowAddress, values)
              : operand.test(rowAddress, values, charge);
      if (truth == decisive) {
        return decisive;
      }
      result = truth == UNKNOWN ? UNKNOWN : result;
    }
    return result;
  }

  @Override
  long steps() {
    return sum(Predicate::steps);
  }

  @Override
  long regexSize() {
    return sum(Predicate::regexSize);
  }

  private long sum(ToLongFunction<Predicate> of) {
    long sum = 0;
    for (Predicate operand : operands) {
      sum += of.applyAsLong(operand);
    }
    return sum;
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
