package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.schema.TypeKind;

/**
 * The sum or mean of floats: exact, and rounded to the nearest double once, at the end.
 *
 * <pre>
 *   0    how many values
 *   1…   {@link ExactSum}
 * </pre>
 *
 * <p>Threading: immutable.
 */
final class FloatSum extends Accumulator {

  private final RowField field;
  private final boolean mean;

  FloatSum(RowField field, boolean mean) {
    this.field = field;
    this.mean = mean;
  }

  @Override
  int words() {
    return 1 + ExactSum.WORDS;
  }

  @Override
  void add(long[] state, int at, long row) {
    if (!field.isNull(row)) {
      state[at]++;
      ExactSum.add(state, at + 1, field.getDouble(row));
    }
  }

  @Override
  void write(JsonWriter out, RowJson rows, long[] state, int at) {
    if (state[at] == 0) {
      out.writeNull();
      return;
    }
    double result =
        Numbers.nearest(
            ExactSum.units(state, at + 1),
            mean ? state[at] : 1,
            ExactSum.UNIT_EXPONENT,
            field.name());
    Numbers.write(out, TypeKind.F64, result);
  }
}
