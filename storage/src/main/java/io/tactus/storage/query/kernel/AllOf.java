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

  /** Returns a kernel for all of several conditions; windows of all of them become one kernel. */
  static Kernel of(List<Kernel> kernels) {
    List<Window> windows = new ArrayList<>();
    List<Kernel> others = new ArrayList<>();
    for (Kernel kernel : kernels) {
      if (kernel instanceof AllOf all) {
        collect(List.of(all.operands), windows, others);
      } else {
        collect(List.of(kernel), windows, others);
      }
    }
    others.sort(Comparator.comparing(Kernel::isCostly));
    if (!windows.isEmpty()) {
      others.addFirst(new WindowKernel(windows.stream().distinct().toList(), true));
    }
    return others.size() == 1 ? others.get(0) : new AllOf(others);
  }

  private static void collect(List<Kernel> from, List<Window> windows, List<Kernel> others) {
    for (Kernel kernel : from) {
      if (kernel instanceof WindowKernel window && window.windows() != null) {
        windows.addAll(window.windows());
      } else {
        others.add(kernel);
      }
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
