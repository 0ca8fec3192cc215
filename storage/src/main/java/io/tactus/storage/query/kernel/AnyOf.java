package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** At least one condition holds; each sees only the rows that none before it has accepted. */
final class AnyOf extends Kernel {

  private final Kernel[] operands;

  AnyOf(List<Kernel> kernels) {
    List<Kernel> sorted = new ArrayList<>(kernels);
    sorted.sort(Comparator.comparing(Kernel::isCostly));
    operands = sorted.toArray(new Kernel[0]);
  }

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    long refused = bits;
    for (int i = 0; i < operands.length && refused != 0; i++) {
      refused &= ~operands[i].narrow(first, stride, rows, refused, values);
    }
    return bits & ~refused;
  }

  @Override
  boolean isCostly() {
    return operands[operands.length - 1].isCostly();
  }
}
