package io.tactus.journal.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * CRC32C of record headers and bodies.
 *
 * <p>The header's covers, before its own bytes, the salt of the segment's present life and the
 * offset of the record in the file. So the bytes a recycled file still holds from an earlier life,
 * and a record written to the wrong place, do not check out.
 *
 * <p>Open for subclassing only so that tests can show what is lost without it. Threading: owned by
 * whoever made it. Allocation free.
 */
public class RecordChecksum {
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer place = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);

  /** Another one of the same kind, for another thread. */
  public RecordChecksum another() {
    return new RecordChecksum();
  }

  /**
   * Checksum of the header that starts at {@code index} of a direct buffer. Changes the buffer's
   * position and limit.
   *
   * @param salt of the segment's present life
   * @param fileOffset where in the segment the header is, or will be
   */
  public int header(ByteBuffer bytes, int index, long salt, long fileOffset) {
    crc.reset();
    place.clear();
    place.putLong(0, salt).putLong(8, fileOffset);
    crc.update(place);
    bytes.clear().position(index).limit(index + RecordHeader.HEADER_CRC_OFFSET);
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Checksum of the body and its padding. Changes the buffer's position and limit. */
  public int body(ByteBuffer bytes, int index, int length) {
    crc.reset();
    bytes.clear().position(index).limit(index + length);
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
