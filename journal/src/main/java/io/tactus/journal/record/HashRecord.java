package io.tactus.journal.record;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Body of a {@link RecordType#HASH} record: the state just after the sequence in its header.
 *
 * <pre>
 *  0 +---------------+
 *    | rows          |  rows of all tables
 *  8 +---------------+
 *    | hash          |  state hash of all tables
 * 16 +---------------+
 * </pre>
 */
public final class HashRecord {
  public static final int ROWS_OFFSET = 0;
  public static final int HASH_OFFSET = ROWS_OFFSET + BitUtil.SIZE_OF_LONG;

  /** Bytes of the body. */
  public static final int SIZE_BYTES = HASH_OFFSET + BitUtil.SIZE_OF_LONG;

  private HashRecord() {}

  /** Writes {@link #SIZE_BYTES} bytes. */
  public static void encode(MutableDirectBuffer buffer, int offset, long rows, long hash) {
    buffer.putLong(offset + ROWS_OFFSET, rows, LITTLE_ENDIAN);
    buffer.putLong(offset + HASH_OFFSET, hash, LITTLE_ENDIAN);
  }

  public static long rows(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + ROWS_OFFSET, LITTLE_ENDIAN);
  }

  public static long hash(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + HASH_OFFSET, LITTLE_ENDIAN);
  }
}
