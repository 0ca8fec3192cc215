package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.schema.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The sum or mean of integers or durations, exact: 2^32 rows of 64 bits need 96.
 *
 * <pre>
 *   0  how many values
 *   1  low 64 bits of the sum
 *   2  high 64 bits, two's complement
 * </pre>
 *
 * <p>Threading: immutable.
 */
final class IntegerSum extends Accumulator {

  private final RowField field;
  private final boolean mean;

  IntegerSum(RowField field, boolean mean) {
    this.field = field;
    this.mean = mean;
  }

  @Override
  int words() {
    return 3;
  }

  @Override
  void add(long[] state, int at, long row) {
    if (field.isNull(row)) {
      return;
    }
    long value = field.getLong(row);
    long low = state[at + 1] + value;
    long carry = Long.compareUnsigned(low, value) < 0 ? 1 : 0;
    long extension = field.kind() == TypeKind.U64 ? 0 : value >> 63;
    state[at]++;
    state[at + 1] = low;
    state[at + 2] += extension + carry;
  }

  @Override
  void write(JsonWriter out, RowJson rows, long[] state, int at) {
    long count = state[at];
    long low = state[at + 1];
    long high = state[at + 2];
    if (count == 0) {
      out.writeNull();
    } else if (!mean && high == low >> 63 && field.kind() != TypeKind.DURATION) {
      NumberWriter.writeI64(out, low);
    } else {
      BigInteger sum =
          BigInteger.valueOf(high)
              .shiftLeft(Long.SIZE)
              .add(new BigInteger(Long.toUnsignedString(low)));
      write(out, sum, count);
    }
  }

  private void write(JsonWriter out, BigInteger sum, long count) {
    if (field.kind() == TypeKind.DURATION) {
      BigInteger micros =
          mean
              ? new BigDecimal(sum)
                  .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
                  .toBigInteger()
              : sum;
      Numbers.writeDuration(out, micros, field.name());
    } else if (mean) {
      Numbers.write(out, TypeKind.F64, Numbers.nearest(sum, count, 0, field.name()));
    } else {
      Numbers.write(out, sum);
    }
  }
}
