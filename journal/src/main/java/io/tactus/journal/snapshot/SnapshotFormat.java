package io.tactus.journal.snapshot;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;

/**
 * The bytes of a snapshot file, little-endian:
 *
 * <pre>
 *    0                   4                   8
 *  0 +---------------------------------------+
 *    | magic "TACTUSS\n"                     |
 *  8 +-------------------+-------------------+
 *    | format version    | meta length       |
 * 16 +-------------------+-------------------+
 *    | meta crc32c       | crc32c of 0..19   |
 * 24 +-------------------+-------------------+
 *    | meta, then zeros up to a multiple of 8
 *
 * and then blocks, each:
 *  0 +-------------------+-------------------+
 *    | body length       | kind              |
 *  8 +-------------------+-------------------+
 *    | id                                    |
 * 16 +---------------------------------------+
 *    | index: 0, 1, 2, …                     |
 * 24 +-------------------+-------------------+
 *    | body crc32c       | header crc32c     |
 * 32 +-------------------+-------------------+
 *    | body, then zeros up to a multiple of 8
 * </pre>
 *
 * <p>A block header's checksum also covers the meta checksum, so a block cannot come from another
 * snapshot; the index, that none is missing or moved. The trailer is a block without body of kind
 * -1, whose id is the number of blocks and whose body checksum is the chain of all header
 * checksums. The file ends there.
 */
final class SnapshotFormat {
  static final long MAGIC = 0x0A53_5355_5443_4154L;
  static final int FORMAT_VERSION = 1;
  static final int ALIGNMENT_BYTES = 8;

  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_VERSION_OFFSET = MAGIC_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int META_LENGTH_OFFSET = FORMAT_VERSION_OFFSET + BitUtil.SIZE_OF_INT;
  static final int META_CRC_OFFSET = META_LENGTH_OFFSET + BitUtil.SIZE_OF_INT;
  static final int HEAD_CRC_OFFSET = META_CRC_OFFSET + BitUtil.SIZE_OF_INT;
  static final int HEAD_BYTES = HEAD_CRC_OFFSET + BitUtil.SIZE_OF_INT;

  static final int LENGTH_OFFSET = 0;
  static final int KIND_OFFSET = LENGTH_OFFSET + BitUtil.SIZE_OF_INT;
  static final int ID_OFFSET = KIND_OFFSET + BitUtil.SIZE_OF_INT;
  static final int INDEX_OFFSET = ID_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int BODY_CRC_OFFSET = INDEX_OFFSET + BitUtil.SIZE_OF_LONG;
  static final int HEADER_CRC_OFFSET = BODY_CRC_OFFSET + BitUtil.SIZE_OF_INT;
  static final int BLOCK_HEADER_BYTES = HEADER_CRC_OFFSET + BitUtil.SIZE_OF_INT;

  static final int TRAILER_KIND = -1;
  static final int MAX_META_BYTES = 1 << 20;

  private static final int META_FIXED_BYTES = 9 * Long.BYTES + 3 * Integer.BYTES;

  private SnapshotFormat() {}

  static int aligned(int length) {
    return BitUtil.align(length, ALIGNMENT_BYTES);
  }

  /** Head and meta, ready to be written. */
  static ByteBuffer head(SnapshotMeta meta) {
    List<byte[]> plugins = new ArrayList<>();
    int length = META_FIXED_BYTES;
    for (String hash : meta.pluginHashes()) {
      byte[] text = hash.getBytes(StandardCharsets.UTF_8);
      plugins.add(text);
      length += Integer.BYTES + text.length;
    }
    if (length > MAX_META_BYTES) {
      throw new IllegalArgumentException("snapshot meta of " + length + " bytes");
    }
    int metaBytes = aligned(length);
    ByteBuffer head =
        ByteBuffer.allocateDirect(HEAD_BYTES + metaBytes).order(ByteOrder.LITTLE_ENDIAN);
    head.position(HEAD_BYTES);
    head.putLong(meta.sequence()).putLong(meta.tick()).putLong(meta.tickTimeMicros());
    head.putLong(meta.timestampMicros()).putLong(meta.epoch()).putLong(meta.logId());
    head.putLong(meta.schemaVersion()).putLong(meta.rows()).putLong(meta.stateHash());
    head.putInt(meta.pageBytes()).putInt(meta.semanticsVersion()).putInt(plugins.size());
    for (byte[] text : plugins) {
      head.putInt(text.length).put(text);
    }
    head.putLong(MAGIC_OFFSET, MAGIC);
    head.putInt(FORMAT_VERSION_OFFSET, FORMAT_VERSION);
    head.putInt(META_LENGTH_OFFSET, length);
    head.putInt(META_CRC_OFFSET, crc(head, HEAD_BYTES, metaBytes));
    head.putInt(HEAD_CRC_OFFSET, crc(head, 0, HEAD_CRC_OFFSET));
    return head.clear();
  }

  /**
   * What a meta whose checksum matched says.
   *
   * @throws BufferUnderflowException if it ends before it has said all
   */
  static SnapshotMeta meta(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    long sequence = buffer.getLong();
    long tick = buffer.getLong();
    long tickTimeMicros = buffer.getLong();
    long timestampMicros = buffer.getLong();
    long epoch = buffer.getLong();
    long logId = buffer.getLong();
    long schemaVersion = buffer.getLong();
    long rows = buffer.getLong();
    long stateHash = buffer.getLong();
    int pageBytes = buffer.getInt();
    int semanticsVersion = buffer.getInt();
    int count = buffer.getInt();
    List<String> plugins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = buffer.getInt();
      if (length < 0 || length > buffer.remaining()) {
        throw new BufferUnderflowException();
      }
      byte[] text = new byte[length];
      buffer.get(text);
      plugins.add(new String(text, StandardCharsets.UTF_8));
    }
    return new SnapshotMeta(
        sequence,
        tick,
        tickTimeMicros,
        timestampMicros,
        epoch,
        logId,
        pageBytes,
        semanticsVersion,
        schemaVersion,
        rows,
        stateHash,
        plugins);
  }

  /** Checksum of a stretch of a buffer. */
  static int crc(ByteBuffer buffer, int index, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().clear().position(index).limit(index + length));
    return (int) crc.getValue();
  }

  /** Checksum of the block header at an index, bound to one snapshot's meta checksum. */
  static int blockCrc(ByteBuffer buffer, int index, int metaCrc) {
    CRC32C crc = new CRC32C();
    updateInt(crc, metaCrc);
    crc.update(buffer.duplicate().clear().position(index).limit(index + HEADER_CRC_OFFSET));
    return (int) crc.getValue();
  }

  /** The next link of the chain of header checksums. */
  static int chain(int chain, int headerCrc) {
    CRC32C crc = new CRC32C();
    updateInt(crc, chain);
    updateInt(crc, headerCrc);
    return (int) crc.getValue();
  }

  private static void updateInt(CRC32C crc, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(value >>> shift & 0xFF);
    }
  }
}
