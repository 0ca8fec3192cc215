package io.tactus.storage.query;

import io.tactus.storage.page.Memory;
import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;

/** Compares a string, a uuid or a value of variable length with a constant, by bytes. */
final class BytesPredicate extends Predicate {

  private final RowField field;
  private final Comparison comparison;
  private final byte[] constant;

  BytesPredicate(RowField field, Comparison comparison, byte[] constant) {
    this.field = field;
    this.comparison = comparison;
    this.constant = constant;
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    return truth(comparison.holds(compare(field, rowAddress, values, constant)));
  }

  @Override
  long steps() {
    return steps(field, constant.length);
  }

  /** Most steps of a comparison with a constant of so many bytes. */
  static long steps(RowField field, int constantBytes) {
    int most = field.isValue() ? constantBytes : Math.min(field.sizeBytes(), constantBytes);
    return 1L + most / Integer.BYTES;
  }

  /** Compares a field that is not null with bytes, unsigned; a prefix comes first. */
  static int compare(RowField field, long rowAddress, ValueSource values, byte[] constant) {
    if (field.isValue()) {
      ValueView value = values.view().wrap(values, rowAddress, field.offset());
      return compare(value.whole(), value.lengthBytes(), constant);
    }
    boolean uuid = field.kind() == TypeKind.UUID;
    int length = uuid ? field.sizeBytes() : field.stringLength(rowAddress);
    long address = uuid ? rowAddress + field.offset() : field.stringAddress(rowAddress);
    return compare(address, length, constant);
  }

  private static int compare(long address, int length, byte[] constant) {
    int common = Math.min(length, constant.length);
    for (int i = 0; i < common; i++) {
      int order = (Memory.getByte(address + i) & 0xFF) - (constant[i] & 0xFF);
      if (order != 0) {
        return order;
      }
    }
    return length - constant.length;
  }

  @Override
  Kernel kernel(boolean negated) {
    if (field.isValue()) {
      return super.kernel(negated);
    }
    Kernel image =
        switch (comparison) {
          case EQ -> Kernels.image(field, constant, !negated);
          case NEQ -> Kernels.image(field, constant, negated);
          default -> null;
        };
    return image != null ? image : super.kernel(negated);
  }
}
