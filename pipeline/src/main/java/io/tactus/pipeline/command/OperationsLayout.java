package io.tactus.pipeline.command;

import java.nio.ByteOrder;

/**
 * Bytes of an OPERATIONS command, little-endian, packed.
 *
 * <pre>
 *  i32 operations   with {@link #DEFER_REFERENCES} set if references are checked at the end, and
 *                   {@link #RELATED} if related rows are given back with the rows, and {@link
 *                   #SINGLE} if it is refused when these leave no row to give back
 *  [RELATED]        u16 length, the select list and its terms
 *  per operation:
 *    u8  kind         {@link OperationKind}
 *    u8  flags        below
 *    u16 name length  CALL: bytes of the procedure's name, else 0
 *    i32 table id     CALL: 0
 *    i32 length       bytes that follow in this operation
 *    [IF_SEQUENCE]    i64 the row must have been changed last by this command
 *    [REFERENCES]     u16 count, per reference u16 target, u16 operation, u16 field
 *    [WHERE]          i32 row limit, u16 length, the filter's text
 *    [CONFLICT]       u8 length, the name of the unique index that tells duplicates
 *    CALL             the name, then the argument tuple
 *    UPDATE, DELETE   the key image
 *    INSERT, INSERT_OR_IGNORE, UPSERT, MERGE, UPDATE, UPDATE_WHERE
 *                     the fields given, as {@link io.tactus.storage.row.RowDraft} encodes them
 *    [OPERATORS]      u16 count, per operator u16 field, u8 operator, i64 operand
 * </pre>
 *
 * A reference's target is a field's ordinal, or with {@link #KEY_TARGET} set a position in the key.
 */
final class OperationsLayout {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  static final int COUNT_OFFSET = 0;
  static final int HEADER_BYTES = 4;

  /** The sign of the count: there are never so many operations that it is needed for them. */
  static final int DEFER_REFERENCES = Integer.MIN_VALUE;

  /** The bit below. */
  static final int RELATED = 1 << 30;

  /** And the one below that. */
  static final int SINGLE = 1 << 29;

  static final int KIND_OFFSET = 0;
  static final int FLAGS_OFFSET = KIND_OFFSET + Byte.BYTES;
  static final int NAME_LENGTH_OFFSET = FLAGS_OFFSET + Byte.BYTES;
  static final int TABLE_OFFSET = NAME_LENGTH_OFFSET + Short.BYTES;
  static final int LENGTH_OFFSET = TABLE_OFFSET + Integer.BYTES;
  static final int OPERATION_BYTES = LENGTH_OFFSET + Integer.BYTES;

  static final int RETURN_ROW = 1;
  static final int IF_SEQUENCE = 2;
  static final int OPERATORS = 4;
  static final int REFERENCES = 8;
  static final int WHERE = 16;
  static final int CONFLICT = 32;

  static final int KEY_TARGET = 0x8000;
  static final int REFERENCE_BYTES = 3 * Short.BYTES;
  static final int OPERATOR_BYTES = Short.BYTES + Byte.BYTES + Long.BYTES;

  private OperationsLayout() {}
}
