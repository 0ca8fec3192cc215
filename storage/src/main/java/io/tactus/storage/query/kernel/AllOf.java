package io.tactus.storage.query.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All conditions hold; the cheap ones go first, and none once no row is left. */
final class AllOf extends Kernel {

  private final Kernel[] operands;
  private final int levels;

  AllOf(List<Kernel> kernels) {
    List<Kernel> sorted = new ArrayList<>(kernels);
    sorted.sort(Comparator.comparing(Kernel::isCostly));
    operands = sorted.toArray(new Kernel[0]);
    levels = sorted.stream().mapToInt(Kernel::levels).max().orElse(1);
  }

  @Override
  void narrow(PageSelection selection, int level) {
    for (Kernel operand : operands) {
      operand.narrow(selection, level);
      if (selection.isEmpty(level)) {
        return;
      }
    }
  }

  @Override
  int levels() {
    return levels;
  }

  @Override
  boolean isCostly() {
    return operands.length > 0 && operands[operands.length - 1].isCostly();
  }
}
