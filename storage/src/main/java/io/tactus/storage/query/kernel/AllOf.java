package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All conditions hold; the cheap ones go first, and none once no row is left. */
final class AllOf extends Kernel {

  private final Kernel[] operands;

  private AllOf(List<Kernel> operands) {
    this.operands = operands.toArray(new Kernel[0]);
  }

  /** Returns a kernel for all of several conditions, two windows to a loop. */
  static Kernel of(List<Kernel> kernels) {
    List<Window> windows = new ArrayList<>();
    List<Kernel> others = new ArrayList<>();
    kernels.forEach(kernel -> collect(kernel, windows, others));
    List<Kernel> operands = WindowKernel.pairs(windows);
    others.sort(Comparator.comparing(Kernel::isCostly));
    operands.addAll(others);
    return operands.size() == 1 ? operands.get(0) : new AllOf(operands);
  }

  private static void collect(Kernel kernel, List<Window> windows, List<Kernel> others) {
    switch (kernel) {
      case WindowKernel window -> windows.addAll(window.windows());
      case AllOf all -> List.of(all.operands).forEach(part -> collect(part, windows, others));
      default -> others.add(kernel);
    }
  }

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    long left = bits;
    for (int i = 0; i < operands.length && left != 0; i++) {
      left = operands[i].narrow(first, stride, rows, left, values);
    }
    return left;
  }

  @Override
  boolean isCostly() {
    return operands.length > 0 && operands[operands.length - 1].isCostly();
  }
}
