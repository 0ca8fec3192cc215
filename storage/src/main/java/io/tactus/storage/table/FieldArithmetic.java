package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TypeKind;

/**
 * Applies update operators: integers exactly, or not at all.
 *
 * <p>Sums that leave 64 bits are refused here; whether a result fits the field's kind and bounds is
 * for the {@link RowDraft} it is put into, like any other value.
 *
 * <p>Threading: stateless.
 */
final class FieldArithmetic {

  private FieldArithmetic() {}

  /** Sets in {@code draft} what the operators make of the fields of {@code row}. */
  static void apply(RowLayout layout, FieldOperators operators, long row, RowDraft draft) {
    draft.reset(layout);
    for (int i = 0; i < operators.count(); i++) {
      RowField field = layout.field(operators.ordinal(i));
      if (field.isNull(row)) {
        throw refused(layout, field, "the field is null, there is no value to work on");
      }
      TypeKind kind = field.kind();
      UpdateOperator operator = operators.operator(i);
      long operand = operators.operandBits(i);
      if (kind.isFloat()) {
        double result =
            ofDoubles(
                layout, field, operator, field.getDouble(row), Double.longBitsToDouble(operand));
        draft.setDouble(field.ordinal(), result);
      } else if (kind.isLong() && kind != TypeKind.BOOL && kind != TypeKind.ENUM) {
        long result = ofLongs(layout, field, operator, field.getLong(row), operand);
        draft.setLong(field.ordinal(), result);
      } else {
        throw refused(layout, field, "operators work on numbers, timestamps and durations only");
      }
    }
  }

  private static double ofDoubles(
      RowLayout layout, RowField field, UpdateOperator operator, double old, double operand) {
    return switch (operator) {
      case ADD -> {
        double sum = old + operand;
        if (!Double.isFinite(sum)
            || (field.kind() == TypeKind.F32 && !Float.isFinite((float) sum))) {
          throw outOfRange(layout, field);
        }
        yield sum;
      }
      case MINIMUM -> Math.min(old, operand);
      case MAXIMUM -> Math.max(old, operand);
      case ADD_UNSIGNED ->
          throw refused(layout, field, "the amount is not a floating point number");
    };
  }

  private static long ofLongs(
      RowLayout layout, RowField field, UpdateOperator operator, long old, long operand) {
    TypeKind kind = field.kind();
    return switch (operator) {
      case ADD -> {
        long sum = old + operand;
        boolean exact =
            kind == TypeKind.U64
                ? (operand < 0) == (Long.compareUnsigned(sum, old) < 0)
                : ((old ^ sum) & (operand ^ sum)) >= 0;
        yield within(layout, field, sum, exact);
      }
      case ADD_UNSIGNED -> {
        long sum = old + operand;
        boolean exact = kind.compareLong(sum, old) >= 0;
        yield within(layout, field, sum, exact);
      }
      case MINIMUM -> kind.compareLong(old, operand) <= 0 ? old : operand;
      case MAXIMUM -> kind.compareLong(old, operand) >= 0 ? old : operand;
    };
  }

  private static long within(RowLayout layout, RowField field, long sum, boolean exact) {
    TypeKind kind = field.kind();
    if (!exact
        || kind.compareLong(sum, kind.minLong()) < 0
        || kind.compareLong(sum, kind.maxLong()) > 0) {
      throw outOfRange(layout, field);
    }
    return sum;
  }

  static Rejection outOfRange(RowLayout layout, RowField field) {
    return new Rejection(
            RejectionCode.INVALID_VALUE, "the result does not fit the type " + field.type())
        .withName("value_out_of_range", "22003")
        .at(layout.tableName(), field.name());
  }

  private static Rejection refused(RowLayout layout, RowField field, String why) {
    return new Rejection(RejectionCode.INVALID_VALUE, why).at(layout.tableName(), field.name());
  }
}
