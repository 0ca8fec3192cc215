package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;

/** Compares a field carried by a long with a constant. */
final class LongPredicate extends Predicate {

  private final RowField field;
  private final Comparison comparison;
  private final long flip;
  private final long constant;

  LongPredicate(RowField field, Comparison comparison, long constant) {
    this.field = field;
    this.comparison = comparison;
    // Flipping the sign bit turns the unsigned order into the signed one.
    this.flip = field.kind() == TypeKind.U64 ? Long.MIN_VALUE : 0;
    this.constant = constant ^ flip;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    return truth(comparison.holds(Long.compare(field.getLong(rowAddress) ^ flip, constant)));
  }

  @Override
  Kernel kernel(boolean negated) {
    boolean inside = comparison.isRange() != negated;
    long value = constant ^ flip;
    return switch (comparison) {
      case EQ, NEQ -> Kernels.range(field, value, value, inside);
      case GT, LTE -> Kernels.range(field, Long.MIN_VALUE ^ flip, value, inside);
      case LT, GTE -> Kernels.range(field, value, Long.MAX_VALUE ^ flip, inside);
    };
  }
}
