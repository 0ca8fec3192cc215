package io.tactus.pipeline.command;

import java.nio.ByteOrder;

/**
 * Bytes of a reply's body, little-endian, packed. Replies live in memory; those to commands with an
 * idempotency key are kept in the system table {@code _idempotency}, without REPLAYED.
 *
 * <pre>
 *  APPLIED
 *    i64 schema version   i32 results   i32 flags: REPLAYED, RELATED
 *    per result:
 *      u8  kind             {@link OperationKind}
 *      u8  flags            CHANGED
 *      u16 reserved
 *      i32 table id         CALL: 0
 *      i64 version          sequence of the row; 0 if it is gone or the result is of many rows
 *      i64 affected         rows changed
 *      i32 key length, i32 bytes of all rows, i32 row count, i32 tuple length
 *      the key image, the rows (each i32 length and its detached image), the result tuple
 *    if RELATED, per row shown i32 length, or -1 if the row is left out after all, and UTF-8: the
 *      members of its object that hold related rows, each with a comma or the opening brace before
 *    if REPLAYED, i64 sequence, i64 tick of the command that was first answered so
 *  REJECTED
 *    u16 code (ordinal), i32 failed index, i64 schema version, then as u16 length and UTF-8 bytes:
 *    name, SQLSTATE, message, detail, hint, table, field
 * </pre>
 */
final class ReplyLayout {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  static final int SCHEMA_VERSION_OFFSET = 0;
  static final int COUNT_OFFSET = SCHEMA_VERSION_OFFSET + Long.BYTES;
  static final int REPLY_FLAGS_OFFSET = COUNT_OFFSET + Integer.BYTES;
  static final int HEADER_BYTES = REPLY_FLAGS_OFFSET + Integer.BYTES;

  /** The reply is that to an earlier request with the same idempotency key. */
  static final int REPLAYED = 1;

  /** Behind the results stand the related rows of each row shown. */
  static final int RELATED = 2;

  /** Behind the results of a replayed reply. */
  static final int REPLAYED_BYTES = 2 * Long.BYTES;

  static final int KIND_OFFSET = 0;
  static final int FLAGS_OFFSET = KIND_OFFSET + Byte.BYTES;
  static final int TABLE_OFFSET = FLAGS_OFFSET + Byte.BYTES + Short.BYTES;
  static final int VERSION_OFFSET = TABLE_OFFSET + Integer.BYTES;
  static final int AFFECTED_OFFSET = VERSION_OFFSET + Long.BYTES;
  static final int KEY_LENGTH_OFFSET = AFFECTED_OFFSET + Long.BYTES;
  static final int ROWS_LENGTH_OFFSET = KEY_LENGTH_OFFSET + Integer.BYTES;
  static final int ROW_COUNT_OFFSET = ROWS_LENGTH_OFFSET + Integer.BYTES;
  static final int TUPLE_LENGTH_OFFSET = ROW_COUNT_OFFSET + Integer.BYTES;
  static final int RESULT_BYTES = TUPLE_LENGTH_OFFSET + Integer.BYTES;

  static final int CHANGED = 1;

  static final int CODE_OFFSET = 0;
  static final int FAILED_INDEX_OFFSET = CODE_OFFSET + Short.BYTES;
  static final int REJECTION_SCHEMA_OFFSET = FAILED_INDEX_OFFSET + Integer.BYTES;
  static final int STRINGS_OFFSET = REJECTION_SCHEMA_OFFSET + Long.BYTES;

  /** Room for any rejection: its strings are cut to fit. Part of every reply's reservation. */
  static final int REJECTION_BYTES = 1024;

  private ReplyLayout() {}
}
