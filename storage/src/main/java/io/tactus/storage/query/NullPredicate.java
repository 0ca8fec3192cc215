package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;

/** {@code is.null}: never unknown. */
final class NullPredicate extends Predicate {

  private final RowField field;

  NullPredicate(RowField field) {
    this.field = field;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    return truth(field.isNull(rowAddress));
  }

  @Override
  Kernel kernel(boolean negated) {
    return Kernels.isNull(field, !negated);
  }
}
