package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that check out and are of a version nobody knows yet, or any more: refused by name, with
 * nothing changed. (Snapshots: {@code SnapshotTest}; the folder: {@code FolderFormatTest}.)
 */
class ForeignVersionTest {
  private static final int FOREIGN = 2;
  private static final int MARK_SLOT_BYTES = 512;
  private static final int MARK_CRC_OFFSET = 60;

  private final FaultyDisk disk = TestLog.disk(1);

  ForeignVersionTest() {
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 90, 1);
      journal.commit(true);
    }
  }

  private JournalDamage refused(String file, String reason) throws IOException {
    byte[] before = disk.contents(file);
    long operations = disk.operations();
    JournalDamage damage = assertThrows(JournalDamage.class, () -> TestLog.open(disk));
    assertEquals(file, damage.file());
    assertTrue(damage.reason().contains(reason), damage.reason());
    assertEquals("Nothing was changed. Use the version of Tactus that wrote it.", damage.advice());
    assertEquals(operations, disk.operations(), "the refusal has changed something");
    assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(disk.contents(file)));
    return damage;
  }

  @Test
  void shouldRefuseASegmentHeaderByName() throws IOException {
    for (String file : TestLog.segmentFiles(disk)) {
      byte[] good = disk.contents(file);
      ByteBuffer bytes = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(SegmentHeader.FORMAT_VERSION_OFFSET, FOREIGN);
      bytes.putInt(SegmentHeader.CRC_OFFSET, crc(bytes, 0, SegmentHeader.CRC_OFFSET));
      disk.overwrite(file, bytes.array());
      refused(file, "the segment has format version 2, this version reads 1");
      disk.overwrite(file, good);
    }
    assertEquals(90, TestLog.read(disk).size());
  }

  /** In the last batch, too: a record that checks out is no torn tail. */
  @Test
  void shouldRefuseARecordByName() throws IOException {
    int records = 0;
    for (var segment : SegmentFolder.list(disk)) {
      byte[] good = disk.contents(segment.file());
      ByteBuffer bytes = ByteBuffer.allocateDirect(good.length).put(good).clear();
      UnsafeBuffer view = new UnsafeBuffer(bytes, 0, good.length);
      RecordHeader header = new RecordHeader();
      RecordChecksum checksum = new RecordChecksum();
      for (int at = SegmentHeader.SIZE_BYTES;
          at <= good.length - RecordHeader.SIZE_BYTES && header.wrap(view, at).length() > 0;
          at += header.alignedLength()) {
        view.putBytes(0, good);
        header.formatVersion(FOREIGN);
        header.headerCrc32c(checksum.header(bytes, at, segment.salt(), at));
        byte[] foreign = new byte[good.length];
        view.getBytes(0, foreign);
        disk.overwrite(segment.file(), foreign);
        JournalDamage damage = refused(segment.file(), "a record has format version 2");
        assertEquals(at, damage.offset());
        records++;
        view.putBytes(0, good);
      }
      disk.overwrite(segment.file(), good);
    }
    assertTrue(records > 90, "records " + records);
    assertEquals(90, TestLog.read(disk).size());
  }

  /** Whichever of its two slots: what it claims is not known, so nothing may go on without it. */
  @ParameterizedTest
  @ValueSource(ints = {0, MARK_SLOT_BYTES})
  void shouldRefuseAMarkByName(int slot) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(disk.contents(JournalMark.FILE)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(slot + 8, FOREIGN);
    bytes.putInt(slot + MARK_CRC_OFFSET, crc(bytes, slot, MARK_CRC_OFFSET));
    disk.overwrite(JournalMark.FILE, bytes.array());
    JournalDamage damage =
        refused(JournalMark.FILE, "the mark has format version 2, this version reads 1");
    assertEquals(slot, damage.offset());
  }

  private static int crc(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().clear().position(from).limit(from + length));
    return (int) crc.getValue();
  }
}
