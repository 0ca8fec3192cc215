package io.tactus.journal.record;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;

/**
 * Flyweight over the 80 bytes in front of every record, little-endian:
 *
 * <pre>
 *    0                   4                   8
 *  0 +-------------------+---------+----+----+
 *    | length            | type    | v  | f  |   v format version, f flags
 *  8 +-------------------+---------+----+----+
 *    | sequence                              |
 * 16 +---------------------------------------+
 *    | timestampMicros                       |
 * 24 +---------------------------------------+
 *    | tick                                  |
 * 32 +---------------------------------------+
 *    | schemaVersion                         |
 * 40 +---------------------------------------+
 *    | caller                                |
 * 48 +---------------------------------------+
 *    | requestId                             |
 * 56 +---------------------------------------+
 *    | epoch                                 |
 * 64 +-------------------+-------------------+
 *    | forcedBytes       | batchStart        |
 * 72 +-------------------+-------------------+
 *    | bodyCrc32c        | headerCrc32c      |
 * 80 +-------------------+-------------------+
 *    | body, then zeros up to a multiple of 8
 * </pre>
 *
 * <p>{@code length} counts header and body without the padding. {@code forcedBytes}: every byte of
 * the segment before this offset had been forced when the record was written; that is what tells a
 * torn tail from damage. {@code batchStart} is the offset of the first record of the batch.
 *
 * <p>Threading: owned by whoever made it.
 */
public final class RecordHeader {
  public static final int LENGTH_OFFSET = 0;
  public static final int TYPE_OFFSET = LENGTH_OFFSET + BitUtil.SIZE_OF_INT;
  public static final int FORMAT_VERSION_OFFSET = TYPE_OFFSET + BitUtil.SIZE_OF_SHORT;
  public static final int FLAGS_OFFSET = FORMAT_VERSION_OFFSET + BitUtil.SIZE_OF_BYTE;
  public static final int SEQUENCE_OFFSET = FLAGS_OFFSET + BitUtil.SIZE_OF_BYTE;
  public static final int TIMESTAMP_OFFSET = SEQUENCE_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int TICK_OFFSET = TIMESTAMP_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int SCHEMA_VERSION_OFFSET = TICK_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int CALLER_OFFSET = SCHEMA_VERSION_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int REQUEST_ID_OFFSET = CALLER_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int EPOCH_OFFSET = REQUEST_ID_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int FORCED_BYTES_OFFSET = EPOCH_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int BATCH_START_OFFSET = FORCED_BYTES_OFFSET + BitUtil.SIZE_OF_INT;
  public static final int BODY_CRC_OFFSET = BATCH_START_OFFSET + BitUtil.SIZE_OF_INT;
  public static final int HEADER_CRC_OFFSET = BODY_CRC_OFFSET + BitUtil.SIZE_OF_INT;

  /** Bytes of the header. */
  public static final int SIZE_BYTES = HEADER_CRC_OFFSET + BitUtil.SIZE_OF_INT;

  /** Records begin at multiples of this many bytes. */
  public static final int ALIGNMENT_BYTES = 8;

  /** The format version this code writes, and the only one it reads. */
  public static final int FORMAT_VERSION = 1;

  /** Flag: the last record of its batch. */
  public static final int BATCH_END_FLAG = 0x01;

  /** Flag: written under a durability that answers before force, so a crash may lose it. */
  public static final int UNFORCED_FLAG = 0x02;

  /** Flag, on a SEAL: the next segment begins a new epoch. */
  public static final int EPOCH_END_FLAG = 0x04;

  private MutableDirectBuffer buffer;
  private int offset;

  /** Points at a header. The buffer must stay as long as this is used. */
  public RecordHeader wrap(MutableDirectBuffer buffer, int offset) {
    this.buffer = buffer;
    this.offset = offset;
    return this;
  }

  /** Where a body of this length ends, rounded up: the bytes the whole record takes. */
  public static int alignedLength(int bodyLength) {
    return BitUtil.align(SIZE_BYTES + bodyLength, ALIGNMENT_BYTES);
  }

  public int offset() {
    return offset;
  }

  /** Bytes of header and body, without padding. */
  public int length() {
    return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
  }

  /** Bytes of the body. */
  public int bodyLength() {
    return length() - SIZE_BYTES;
  }

  /** Bytes the record takes in the file. */
  public int alignedLength() {
    return BitUtil.align(length(), ALIGNMENT_BYTES);
  }

  public int type() {
    return buffer.getShort(offset + TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public int formatVersion() {
    return buffer.getByte(offset + FORMAT_VERSION_OFFSET) & 0xFF;
  }

  public int flags() {
    return buffer.getByte(offset + FLAGS_OFFSET) & 0xFF;
  }

  public boolean isBatchEnd() {
    return (flags() & BATCH_END_FLAG) != 0;
  }

  /** The command's own sequence, or for a note the sequence it speaks of. */
  public long sequence() {
    return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
  }

  /** Journal time, microseconds since the epoch, never decreasing. */
  public long timestampMicros() {
    return buffer.getLong(offset + TIMESTAMP_OFFSET, LITTLE_ENDIAN);
  }

  /** Number of the last beat that began before the command. */
  public long tick() {
    return buffer.getLong(offset + TICK_OFFSET, LITTLE_ENDIAN);
  }

  /** The schema version the body was encoded against. */
  public long schemaVersion() {
    return buffer.getLong(offset + SCHEMA_VERSION_OFFSET, LITTLE_ENDIAN);
  }

  public long caller() {
    return buffer.getLong(offset + CALLER_OFFSET, LITTLE_ENDIAN);
  }

  public long requestId() {
    return buffer.getLong(offset + REQUEST_ID_OFFSET, LITTLE_ENDIAN);
  }

  /** The log epoch: which branch of history this belongs to. */
  public long epoch() {
    return buffer.getLong(offset + EPOCH_OFFSET, LITTLE_ENDIAN);
  }

  /** Bytes of this segment known to be forced when the record was written. */
  public int forcedBytes() {
    return buffer.getInt(offset + FORCED_BYTES_OFFSET, LITTLE_ENDIAN);
  }

  /** Offset in the segment of the first record of this record's batch. */
  public int batchStart() {
    return buffer.getInt(offset + BATCH_START_OFFSET, LITTLE_ENDIAN);
  }

  public int bodyCrc32c() {
    return buffer.getInt(offset + BODY_CRC_OFFSET, LITTLE_ENDIAN);
  }

  public int headerCrc32c() {
    return buffer.getInt(offset + HEADER_CRC_OFFSET, LITTLE_ENDIAN);
  }

  public RecordHeader length(int value) {
    buffer.putInt(offset + LENGTH_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader type(int value) {
    buffer.putShort(offset + TYPE_OFFSET, (short) value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader formatVersion(int value) {
    buffer.putByte(offset + FORMAT_VERSION_OFFSET, (byte) value);
    return this;
  }

  public RecordHeader flags(int value) {
    buffer.putByte(offset + FLAGS_OFFSET, (byte) value);
    return this;
  }

  public RecordHeader sequence(long value) {
    buffer.putLong(offset + SEQUENCE_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader timestampMicros(long value) {
    buffer.putLong(offset + TIMESTAMP_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader tick(long value) {
    buffer.putLong(offset + TICK_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader schemaVersion(long value) {
    buffer.putLong(offset + SCHEMA_VERSION_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader caller(long value) {
    buffer.putLong(offset + CALLER_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader requestId(long value) {
    buffer.putLong(offset + REQUEST_ID_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader epoch(long value) {
    buffer.putLong(offset + EPOCH_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader forcedBytes(int value) {
    buffer.putInt(offset + FORCED_BYTES_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader batchStart(int value) {
    buffer.putInt(offset + BATCH_START_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader bodyCrc32c(int value) {
    buffer.putInt(offset + BODY_CRC_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }

  public RecordHeader headerCrc32c(int value) {
    buffer.putInt(offset + HEADER_CRC_OFFSET, value, LITTLE_ENDIAN);
    return this;
  }
}
