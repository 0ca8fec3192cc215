package io.tactus.journal.segment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;

/**
 * The 64 bytes at the start of a segment file, little-endian:
 *
 * <pre>
 *    0                   4                   8
 *  0 +---------------------------------------+
 *    | magic "TACTUSJ\n"                     |
 *  8 +-------------------+-------------------+
 *    | format version    | flags             |
 * 16 +-------------------+-------------------+
 *    | ordinal                               |
 * 24 +---------------------------------------+
 *    | firstSequence                         |
 * 32 +---------------------------------------+
 *    | epoch                                 |
 * 40 +---------------------------------------+
 *    | logId                                 |
 * 48 +---------------------------------------+
 *    | salt                                  |
 * 56 +-------------------+-------------------+
 *    | segment bytes     | crc32c of 0..59   |
 * 64 +-------------------+-------------------+
 * </pre>
 *
 * <p>The salt is a mix of ordinal, epoch, first sequence and log id. Header and name of a segment
 * are forced before any record is written to it, so in one epoch an ordinal is used again at most
 * for a segment that never had one. So no record of an earlier life of a file checks out.
 */
public final class SegmentHeader {
  public static final int MAGIC_OFFSET = 0;
  public static final int FORMAT_VERSION_OFFSET = MAGIC_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int FLAGS_OFFSET = FORMAT_VERSION_OFFSET + BitUtil.SIZE_OF_INT;
  public static final int ORDINAL_OFFSET = FLAGS_OFFSET + BitUtil.SIZE_OF_INT;
  public static final int FIRST_SEQUENCE_OFFSET = ORDINAL_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int EPOCH_OFFSET = FIRST_SEQUENCE_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int LOG_ID_OFFSET = EPOCH_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int SALT_OFFSET = LOG_ID_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int SEGMENT_BYTES_OFFSET = SALT_OFFSET + BitUtil.SIZE_OF_LONG;
  public static final int CRC_OFFSET = SEGMENT_BYTES_OFFSET + BitUtil.SIZE_OF_INT;

  /** Bytes of the header; the first record follows. */
  public static final int SIZE_BYTES = CRC_OFFSET + BitUtil.SIZE_OF_INT;

  /** The format version this code writes, and the only one it reads. */
  public static final int FORMAT_VERSION = 1;

  /** Flag: begun under a durability that answers before force. */
  public static final int UNFORCED_FLAG = 0x01;

  /** "TACTUSJ\n" read as a little-endian long. */
  static final long MAGIC = 0x0A4A_5355_5443_4154L;

  private SegmentHeader() {}

  /** Writes the header at the start of a buffer. */
  static void encode(ByteBuffer buffer, SegmentInfo info) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(MAGIC_OFFSET, MAGIC);
    buffer.putInt(FORMAT_VERSION_OFFSET, FORMAT_VERSION);
    buffer.putInt(FLAGS_OFFSET, info.unforced() ? UNFORCED_FLAG : 0);
    buffer.putLong(ORDINAL_OFFSET, info.ordinal());
    buffer.putLong(FIRST_SEQUENCE_OFFSET, info.firstSequence());
    buffer.putLong(EPOCH_OFFSET, info.epoch());
    buffer.putLong(LOG_ID_OFFSET, info.logId());
    buffer.putLong(SALT_OFFSET, info.salt());
    buffer.putInt(SEGMENT_BYTES_OFFSET, info.segmentBytes());
    buffer.putInt(CRC_OFFSET, crc(buffer));
  }

  /**
   * Reads the header at the start of a buffer with at least {@link #SIZE_BYTES} bytes.
   *
   * @return what is wrong, or null
   */
  static String problem(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(CRC_OFFSET) != crc(buffer)) {
      return "the segment header does not check out";
    }
    if (buffer.getLong(MAGIC_OFFSET) != MAGIC) {
      return "this is not a segment of a Tactus journal";
    }
    int version = buffer.getInt(FORMAT_VERSION_OFFSET);
    if (version != FORMAT_VERSION) {
      return "the segment has format version " + version + ", this version reads " + FORMAT_VERSION;
    }
    if (decode("", buffer).salt() != buffer.getLong(SALT_OFFSET)) {
      return "the segment header contradicts itself";
    }
    return null;
  }

  /** Whether a header checks out, and only its version is not the one this code reads. */
  static boolean isOfOtherVersion(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    return buffer.getInt(CRC_OFFSET) == crc(buffer)
        && buffer.getLong(MAGIC_OFFSET) == MAGIC
        && buffer.getInt(FORMAT_VERSION_OFFSET) != FORMAT_VERSION;
  }

  /** What a header without {@link #problem} says. */
  static SegmentInfo decode(String file, ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    return new SegmentInfo(
        file,
        buffer.getLong(ORDINAL_OFFSET),
        buffer.getLong(FIRST_SEQUENCE_OFFSET),
        buffer.getLong(EPOCH_OFFSET),
        buffer.getLong(LOG_ID_OFFSET),
        buffer.getInt(SEGMENT_BYTES_OFFSET),
        (buffer.getInt(FLAGS_OFFSET) & UNFORCED_FLAG) != 0);
  }

  private static int crc(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().clear().limit(CRC_OFFSET));
    return (int) crc.getValue();
  }
}
