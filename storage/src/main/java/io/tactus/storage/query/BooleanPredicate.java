package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;
import java.util.List;

/** {@code is.true} and {@code is.false}: never unknown, null is neither. */
final class BooleanPredicate extends Predicate {

  private final RowField field;
  private final long wanted;

  BooleanPredicate(RowField field, boolean wanted) {
    this.field = field;
    this.wanted = wanted ? 1 : 0;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    return truth(!field.isNull(rowAddress) && field.getLong(rowAddress) == wanted);
  }

  @Override
  Kernel kernel(boolean negated) {
    return negated
        ? Kernels.anyOf(
            List.of(Kernels.isNull(field, true), Kernels.range(field, wanted, wanted, false)))
        : Kernels.range(field, wanted, wanted, true);
  }
}
