package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;

/**
 * The least or greatest float. Kept by value, with -0.0 taken for 0.0: the two are equal, and which
 * of them came first must not show.
 *
 * <pre>
 *   0  whether there is a value
 *   1  its bits
 * </pre>
 *
 * <p>Threading: immutable.
 */
final class FloatExtreme extends Accumulator {

  private final RowField field;
  private final boolean greatest;

  FloatExtreme(RowField field, boolean greatest) {
    this.field = field;
    this.greatest = greatest;
  }

  @Override
  int words() {
    return 2;
  }

  @Override
  void add(long[] state, int at, long row) {
    if (field.isNull(row)) {
      return;
    }
    double value = field.getDouble(row) + 0.0;
    double best = Double.longBitsToDouble(state[at + 1]);
    if (state[at] == 0 || (greatest ? value > best : value < best)) {
      state[at] = 1;
      state[at + 1] = Double.doubleToRawLongBits(value);
    }
  }

  @Override
  void write(JsonWriter out, RowJson rows, long[] state, int at) {
    if (state[at] == 0) {
      out.writeNull();
    } else {
      Numbers.write(out, field.kind(), Double.longBitsToDouble(state[at + 1]));
    }
  }
}
