package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;

/**
 * The least or greatest value of a field that is no float: the address of a row that has it. Equal
 * values are equal bytes, so it does not show which row that is. Threading: immutable.
 */
final class Extreme extends Accumulator {

  private final RowField field;
  private final boolean greatest;

  Extreme(RowField field, boolean greatest) {
    this.field = field;
    this.greatest = greatest;
  }

  @Override
  int words() {
    return 1;
  }

  @Override
  void add(long[] state, int at, long row) {
    if (field.isNull(row)) {
      return;
    }
    long best = state[at];
    if (best == 0 || (greatest ? field.compare(row, best) > 0 : field.compare(row, best) < 0)) {
      state[at] = row;
    }
  }

  @Override
  void write(JsonWriter out, RowJson rows, long[] state, int at) {
    if (state[at] == 0) {
      out.writeNull();
    } else {
      rows.writeValue(out, field, state[at]);
    }
  }
}
