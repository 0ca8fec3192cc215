package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code in.(…)}: whether a field equals one of the constants, found by binary search. */
final class MembershipPredicate extends Predicate {

  /** With more values a binary search for each row is faster than a loop for each value. */
  private static final int MAX_LOOPS = 8;

  private final RowField field;
  private final long[] longs;
  private final double[] doubles;
  private final byte[][] bytes;
  private final int count;

  MembershipPredicate(RowField field, List<FilterValue> values) {
    this.field = field;
    count = values.size();
    longs = field.kind().isLong() ? new long[count] : new long[0];
    doubles = field.kind().isFloat() ? new double[count] : new double[0];
    bytes = longs.length + doubles.length == 0 ? new byte[count][] : new byte[0][];
    for (int i = 0; i < count; i++) {
      FilterValue value = values.get(i);
      if (field.kind().isLong()) {
        longs[i] = value.bits();
      } else if (field.kind().isFloat()) {
        doubles[i] = value.number() + 0.0;
      } else {
        bytes[i] = value.bytes();
      }
    }
    Arrays.sort(longs);
    Arrays.sort(doubles);
    Arrays.sort(bytes, Arrays::compareUnsigned);
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (count == 0) {
      return FALSE;
    }
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    TypeKind kind = field.kind();
    if (kind.isLong()) {
      return truth(Arrays.binarySearch(longs, field.getLong(rowAddress)) >= 0);
    }
    if (kind.isFloat()) {
      return truth(Arrays.binarySearch(doubles, field.getDouble(rowAddress) + 0.0) >= 0);
    }
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = BytesPredicate.compare(field, rowAddress, values, bytes[middle]);
      if (order == 0) {
        return TRUE;
      }
      from = order > 0 ? middle + 1 : from;
      to = order < 0 ? middle : to;
    }
    return FALSE;
  }

  @Override
  long steps() {
    int longest = 0;
    for (byte[] value : bytes) {
      longest = Math.max(longest, value.length);
    }
    int comparisons = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(count);
    return comparisons * BytesPredicate.steps(field, longest);
  }

  @Override
  Kernel kernel(boolean negated) {
    if (count == 0 || count > MAX_LOOPS || field.isValue()) {
      return super.kernel(negated);
    }
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kernel one =
          field.kind().isLong()
              ? Kernels.range(field, longs[i], longs[i], !negated)
              : field.kind().isFloat()
                  ? Kernels.range(field, doubles[i], doubles[i], !negated)
                  : Kernels.image(field, bytes[i], !negated);
      if (one == null) {
        return super.kernel(negated);
      }
      kernels.add(one);
    }
    return negated ? Kernels.allOf(kernels) : Kernels.anyOf(kernels);
  }
}
