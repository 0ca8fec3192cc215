package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;

/** Counts rows, or those in which a field is not null. Threading: immutable. */
final class CountAccumulator extends Accumulator {

  private final RowField field;

  CountAccumulator(RowField field) {
    this.field = field;
  }

  @Override
  int words() {
    return 1;
  }

  @Override
  void add(long[] state, int at, long row) {
    if (field == null || !field.isNull(row)) {
      state[at]++;
    }
  }

  @Override
  void write(JsonWriter out, RowJson rows, long[] state, int at) {
    NumberWriter.writeI64(out, state[at]);
  }
}
