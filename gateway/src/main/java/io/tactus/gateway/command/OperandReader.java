package io.tactus.gateway.command;

import io.tactus.gateway.json.JsonOffsets;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.JsonNumbers;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;

/**
 * Reads the operand of a field operator as the 64 bits {@link FieldOperators} wants. What is added
 * to a timestamp is a duration; what is added to an unsigned field may be negative.
 *
 * <p>Threading: stateless.
 */
final class OperandReader {

  private OperandReader() {}

  static void add(
      FieldOperators operators,
      RowLayout layout,
      RowField field,
      UpdateOperator operator,
      byte[] document,
      int offset) {
    boolean quoted = document[offset] == '"';
    int from = quoted ? offset + 1 : offset;
    int to = JsonOffsets.skipValue(document, offset) - (quoted ? 1 : 0);
    try {
      read(operators, field, operator, document, from, to - from, quoted);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
  }

  private static void read(
      FieldOperators operators,
      RowField field,
      UpdateOperator operator,
      byte[] text,
      int offset,
      int length,
      boolean quoted) {
    TypeKind kind = field.kind();
    boolean mustBeQuoted = kind == TypeKind.TIMESTAMP || kind == TypeKind.DURATION;
    boolean mayBeQuoted = mustBeQuoted || kind == TypeKind.I64 || kind == TypeKind.U64;
    if (quoted ? !mayBeQuoted : mustBeQuoted || !isNumber(text[offset])) {
      throw new Rejection(
          RejectionCode.INVALID_VALUE, "the operand is not of the type " + field.type());
    }
    boolean adds = operator == UpdateOperator.ADD;
    UpdateOperator applied = operator;
    long bits;
    switch (kind) {
      case I8, I16, I32, I64, U8, U16, U32 -> bits = JsonNumbers.parseI64(text, offset, length);
      case U64 -> {
        boolean negative = text[offset] == '-';
        bits =
            negative
                ? JsonNumbers.parseI64(text, offset, length)
                : JsonNumbers.parseU64(text, offset, length);
        if (negative && !adds && bits < 0) {
          throw new Rejection(RejectionCode.INVALID_VALUE, "the operand is below zero");
        }
        applied = adds && !negative ? UpdateOperator.ADD_UNSIGNED : operator;
      }
      case F32, F64 ->
          bits = Double.doubleToRawLongBits(JsonNumbers.parseF64(text, offset, length));
      case DURATION -> bits = Durations.parse(text, offset, length);
      case TIMESTAMP ->
          bits =
              adds ? Durations.parse(text, offset, length) : Timestamps.parse(text, offset, length);
      default ->
          throw new Rejection(
              RejectionCode.INVALID_VALUE, "operators work on numbers and times only");
    }
    operators.add(field.ordinal(), applied, bits);
  }

  private static boolean isNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }
}
