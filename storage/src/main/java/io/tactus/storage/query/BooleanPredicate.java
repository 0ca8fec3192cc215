package io.tactus.storage.query;

import io.tactus.storage.row.RowField;

/** {@code is.true} and {@code is.false}: never unknown, null is neither. */
final class BooleanPredicate extends Predicate {

  private final RowField field;
  private final long wanted;

  BooleanPredicate(RowField field, boolean wanted) {
    this.field = field;
    this.wanted = wanted ? 1 : 0;
  }

  @Override
  int test(long rowAddress) {
    return truth(!field.isNull(rowAddress) && field.getLong(rowAddress) == wanted);
  }
}
