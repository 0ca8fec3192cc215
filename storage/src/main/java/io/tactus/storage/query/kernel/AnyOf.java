package io.tactus.storage.query.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** At least one condition holds; each sees only the rows that none before it has accepted. */
final class AnyOf extends Kernel {

  private final Kernel[] operands;
  private final int levels;

  AnyOf(List<Kernel> kernels) {
    List<Kernel> sorted = new ArrayList<>(kernels);
    sorted.sort(Comparator.comparing(Kernel::isCostly));
    operands = sorted.toArray(new Kernel[0]);
    levels = 2 + sorted.stream().mapToInt(Kernel::levels).max().orElse(1);
  }

  /** Level + 1 collects what is left of the candidates, level + 2 is the operand's. */
  @Override
  void narrow(PageSelection selection, int level) {
    long[] result = selection.bits(level);
    long[] candidates = selection.bits(level + 1);
    long[] accepted = selection.bits(level + 2);
    int words = selection.words();
    System.arraycopy(result, 0, candidates, 0, words);
    for (Kernel operand : operands) {
      System.arraycopy(candidates, 0, accepted, 0, words);
      operand.narrow(selection, level + 2);
      long left = 0;
      for (int i = 0; i < words; i++) {
        candidates[i] &= ~accepted[i];
        left |= candidates[i];
      }
      if (left == 0) {
        return;
      }
    }
    for (int i = 0; i < words; i++) {
      result[i] &= ~candidates[i];
    }
  }

  @Override
  int levels() {
    return levels;
  }

  @Override
  boolean isCostly() {
    return operands[operands.length - 1].isCostly();
  }
}
