package io.tactus.pipeline.change;

import java.nio.ByteOrder;

/**
 * Bytes of one entry of the change log; in memory only.
 *
 * <pre>
 *  0  i32 length, aligned     i32 kind: CHANGE, EVENT, COMMIT, PADDING, SCHEMA
 *  8  i64 sequence
 * 16  i64 tick
 * 24  i64 schema version
 * 32  i32 table id            i32 operation
 * 40  i32 first length        i32 second length
 * 48  old row or topic, at a multiple of 8 new row or document
 * </pre>
 */
final class ChangeLayout {
  static final ByteOrder ORDER = ByteOrder.nativeOrder();
  static final int LENGTH_OFFSET = 0;
  static final int KIND_OFFSET = LENGTH_OFFSET + Integer.BYTES;
  static final int SEQUENCE_OFFSET = KIND_OFFSET + Integer.BYTES;
  static final int TICK_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
  static final int SCHEMA_OFFSET = TICK_OFFSET + Long.BYTES;
  static final int TABLE_OFFSET = SCHEMA_OFFSET + Long.BYTES;
  static final int OPERATION_OFFSET = TABLE_OFFSET + Integer.BYTES;
  static final int FIRST_LENGTH_OFFSET = OPERATION_OFFSET + Integer.BYTES;
  static final int SECOND_LENGTH_OFFSET = FIRST_LENGTH_OFFSET + Integer.BYTES;
  static final int BODY_OFFSET = SECOND_LENGTH_OFFSET + Integer.BYTES;

  static final int CHANGE = 1;
  static final int EVENT = 2;
  static final int COMMIT = 3;
  static final int PADDING = 4;
  static final int SCHEMA = 5;

  private ChangeLayout() {}
}
