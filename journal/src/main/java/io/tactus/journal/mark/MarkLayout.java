package io.tactus.journal.mark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;

/**
 * The mark's bytes, little-endian. The file has two slots, each at the start of a sector of its
 * own; they are written in turn, so that a torn write leaves the other one.
 *
 * <pre>
 *    0                   4                   8
 *  0 +---------------------------------------+
 *    | magic "TACTUSM\n"                     |
 *  8 +-------------------+-------------------+
 *    | format version: 1 | forcedBytes       |
 * 16 +-------------------+-------------------+
 *    | count                                 |
 * 24 +---------------------------------------+
 *    | ordinal                               |
 * 32 +---------------------------------------+
 *    | epoch                                 |
 * 40 +---------------------------------------+
 *    | logId                                 |
 * 48 +---------------------------------------+
 *    | lastSequence                          |
 * 56 +-------------------+-------------------+
 *    | 0                 | crc32c of 0..59   |
 * 64 +-------------------+-------------------+
 * </pre>
 */
final class MarkLayout {
  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_VERSION_OFFSET = MAGIC_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int FORCED_BYTES_OFFSET = FORMAT_VERSION_OFFSET + BitUtil.SIZE_OF_INT;
  static final int COUNT_OFFSET = FORCED_BYTES_OFFSET + BitUtil.SIZE_OF_INT;
  static final int ORDINAL_OFFSET = COUNT_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int EPOCH_OFFSET = ORDINAL_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int LOG_ID_OFFSET = EPOCH_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int LAST_SEQUENCE_OFFSET = LOG_ID_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int RESERVED_OFFSET = LAST_SEQUENCE_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int CRC_OFFSET = RESERVED_OFFSET + BitUtil.SIZE_OF_INT;

  /** Bytes of a mark. */
  static final int SIZE_BYTES = CRC_OFFSET + BitUtil.SIZE_OF_INT;

  /** From one slot to the next: a sector. */
  static final int SLOT_BYTES = 512;

  static final int FILE_BYTES = 2 * SLOT_BYTES;

  /** The format version this code writes, and the only one it reads. */
  static final int FORMAT_VERSION = 1;

  /** "TACTUSM\n" read as a little-endian long. */
  private static final long MAGIC = 0x0A4D_5355_5443_4154L;

  private MarkLayout() {}

  /** Writes a mark at the start of a little-endian buffer; allocates nothing. */
  static void encode(
      ByteBuffer buffer,
      CRC32C crc,
      long count,
      long ordinal,
      long epoch,
      long logId,
      long lastSequence,
      int forcedBytes) {
    buffer.putLong(MAGIC_OFFSET, MAGIC);
    buffer.putInt(FORMAT_VERSION_OFFSET, FORMAT_VERSION);
    buffer.putInt(FORCED_BYTES_OFFSET, forcedBytes);
    buffer.putLong(COUNT_OFFSET, count);
    buffer.putLong(ORDINAL_OFFSET, ordinal);
    buffer.putLong(EPOCH_OFFSET, epoch);
    buffer.putLong(LOG_ID_OFFSET, logId);
    buffer.putLong(LAST_SEQUENCE_OFFSET, lastSequence);
    buffer.putInt(RESERVED_OFFSET, 0);
    buffer.clear().limit(CRC_OFFSET);
    crc.reset();
    crc.update(buffer);
    buffer.clear();
    buffer.putInt(CRC_OFFSET, (int) crc.getValue());
  }

  /** The mark at an offset, unless something else is there, or one of another version. */
  static Optional<JournalMark> decode(ByteBuffer bytes, int offset) {
    if (version(bytes, offset) != FORMAT_VERSION) {
      return Optional.empty();
    }
    ByteBuffer slot = slot(bytes, offset);
    return Optional.of(
        new JournalMark(
            slot.getLong(COUNT_OFFSET),
            slot.getLong(ORDINAL_OFFSET),
            slot.getLong(EPOCH_OFFSET),
            slot.getLong(LOG_ID_OFFSET),
            slot.getLong(LAST_SEQUENCE_OFFSET),
            slot.getInt(FORCED_BYTES_OFFSET)));
  }

  /** The format version of the mark at an offset, which this code may not know; 0 if none is. */
  static int version(ByteBuffer bytes, int offset) {
    ByteBuffer slot = slot(bytes, offset);
    CRC32C crc = new CRC32C();
    crc.update(slot.duplicate().limit(CRC_OFFSET));
    return slot.getInt(CRC_OFFSET) == (int) crc.getValue() && slot.getLong(MAGIC_OFFSET) == MAGIC
        ? slot.getInt(FORMAT_VERSION_OFFSET)
        : 0;
  }

  private static ByteBuffer slot(ByteBuffer bytes, int offset) {
    return bytes.slice(offset, SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
