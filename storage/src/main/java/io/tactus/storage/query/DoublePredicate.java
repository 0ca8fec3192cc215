package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;

/** Compares a float with a constant; 0.0 and -0.0 are equal. */
final class DoublePredicate extends Predicate {

  private final RowField field;
  private final Comparison comparison;
  private final double constant;

  DoublePredicate(RowField field, Comparison comparison, double constant) {
    this.field = field;
    this.comparison = comparison;
    this.constant = constant + 0.0;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    double value = field.getDouble(rowAddress) + 0.0;
    return truth(comparison.holds(Double.compare(value, constant)));
  }

  @Override
  Kernel kernel(boolean negated) {
    boolean inside = comparison.isRange() != negated;
    return switch (comparison) {
      case EQ, NEQ -> Kernels.range(field, constant, constant, inside);
      case GT, LTE -> Kernels.range(field, Double.NEGATIVE_INFINITY, constant, inside);
      case LT, GTE -> Kernels.range(field, constant, Double.POSITIVE_INFINITY, inside);
    };
  }
}
