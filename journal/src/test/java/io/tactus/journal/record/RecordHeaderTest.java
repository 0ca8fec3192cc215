package io.tactus.journal.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordHeaderTest {
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(256);
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final RecordHeader header = new RecordHeader();

  private void fill(int offset) {
    header
        .wrap(buffer, offset)
        .length(93)
        .type(0xABCD)
        .formatVersion(0xFE)
        .flags(RecordHeader.BATCH_END_FLAG)
        .sequence(Long.MAX_VALUE - 1)
        .timestampMicros(-2)
        .tick(3)
        .schemaVersion(4)
        .caller(5)
        .requestId(6)
        .epoch(7)
        .forcedBytes(8)
        .batchStart(9)
        .bodyCrc32c(10)
        .headerCrc32c(11);
  }

  @Test
  void shouldGiveBackEveryField() {
    fill(16);
    assertEquals(80, RecordHeader.SIZE_BYTES);
    assertEquals(16, header.offset());
    assertEquals(93, header.length());
    assertEquals(13, header.bodyLength());
    assertEquals(96, header.alignedLength());
    assertEquals(96, RecordHeader.alignedLength(13));
    assertEquals(80, RecordHeader.alignedLength(0));
    assertEquals(0xABCD, header.type());
    assertEquals(0xFE, header.formatVersion());
    assertEquals(RecordHeader.BATCH_END_FLAG, header.flags());
    assertTrue(header.isBatchEnd());
    assertFalse(header.flags(RecordHeader.UNFORCED_FLAG).isBatchEnd());
    assertEquals(Long.MAX_VALUE - 1, header.sequence());
    assertEquals(-2, header.timestampMicros());
    assertEquals(3, header.tick());
    assertEquals(4, header.schemaVersion());
    assertEquals(5, header.caller());
    assertEquals(6, header.requestId());
    assertEquals(7, header.epoch());
    assertEquals(8, header.forcedBytes());
    assertEquals(9, header.batchStart());
    assertEquals(10, header.bodyCrc32c());
    assertEquals(11, header.headerCrc32c());
  }

  /** The bytes of docs/FORMAT.md, written out, so that nobody moves one by accident. */
  @Test
  void shouldHaveTheDocumentedBytes() {
    fill(0);
    assertEquals(93, buffer.getByte(0));
    assertEquals((byte) 0xCD, buffer.getByte(4));
    assertEquals((byte) 0xFE, buffer.getByte(6));
    assertEquals(1, buffer.getByte(7));
    int[] offsets = {24, 32, 40, 48, 56, 64, 68, 72, 76};
    for (int i = 0; i < offsets.length; i++) {
      assertEquals(3 + i, buffer.getByte(offsets[i]), "offset " + offsets[i]);
    }
  }

  @Test
  void shouldCoverEveryBitAndThePlaceWithTheHeaderChecksum() {
    fill(8);
    RecordChecksum checksum = new RecordChecksum();
    int sum = checksum.header(bytes, 8, 100, 200);
    assertEquals(sum, new RecordChecksum().header(bytes, 8, 100, 200));
    assertNotEquals(sum, checksum.header(bytes, 8, 101, 200));
    assertNotEquals(sum, checksum.header(bytes, 8, 100, 208));
    for (int bit = 0; bit < RecordHeader.HEADER_CRC_OFFSET * 8; bit++) {
      int index = 8 + bit / 8;
      byte old = buffer.getByte(index);
      buffer.putByte(index, (byte) (old ^ 1 << bit % 8));
      assertNotEquals(sum, checksum.header(bytes, 8, 100, 200), "bit " + bit);
      buffer.putByte(index, old);
    }
  }

  @Test
  void shouldTellCommandsFromNotes() {
    int commands = 0;
    for (int type = -1; type < 70_000; type++) {
      if (RecordType.isCommand(type)) {
        commands++;
        assertTrue(RecordType.isKnown(type));
      }
    }
    assertEquals(7, commands);
    assertFalse(RecordType.isCommand(RecordType.HASH));
    assertTrue(RecordType.isKnown(RecordType.OPEN));
    assertFalse(RecordType.isKnown(13));
    assertFalse(RecordType.isKnown(0));
    assertEquals("VOID", RecordType.name(RecordType.VOID));
    assertEquals("TYPE99", RecordType.name(99));
  }
}
