package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking at the records to come shows what will come, and is no substitute for their turn. */
class JournalPeekTest {
  private static final int COMMANDS = 150;
  private static final int MOST = 7;

  private final FaultyDisk disk = TestLog.disk(9);

  @BeforeEach
  void write() {
    try (Journal journal = TestLog.open(disk)) {
      for (int i = 0; i < COMMANDS; i += 5) {
        TestLog.append(journal, 5, 1);
        journal.commit(true);
      }
    }
  }

  /** The sequences of the commands shown; each of them is checked against what was written. */
  private static List<Long> peek(JournalReader reader) {
    List<Long> shown = new ArrayList<>();
    reader.peek(
        MOST,
        (header, body, offset) -> {
          if (RecordType.isCommand(header.type())) {
            TestLog.check(header, body, offset);
            shown.add(header.sequence());
          }
        });
    assertTrue(shown.size() <= MOST);
    return shown;
  }

  @Test
  void shouldShowWhatComesNextWithoutMovingOn() {
    int longest = 0;
    long expected = 1;
    try (JournalReader reader = JournalScan.scan(disk, 0).reader(0)) {
      while (reader.next()) {
        int position = reader.position();
        int type = reader.header().type();
        long next = expected;
        for (long sequence : peek(reader)) {
          assertEquals(next++, sequence);
        }
        longest = (int) Math.max(longest, next - expected);
        assertTrue(next <= COMMANDS + 1);
        assertEquals(position, reader.position(), "looking ahead moved the reader");
        if (RecordType.isCommand(type)) {
          TestLog.check(reader.header(), reader.body(), reader.bodyOffset());
          assertEquals(expected++, reader.header().sequence());
        }
      }
    }
    assertEquals(COMMANDS + 1, expected);
    assertEquals(MOST, longest);
  }

  @Test
  void shouldNotShowADamagedRecordAndRefuseItAtItsTurn() throws IOException {
    JournalScan scan = JournalScan.scan(disk, 0);
    String file = TestLog.segmentFiles(disk).getFirst();
    int third = 0;
    try (JournalReader reader = scan.reader(3)) {
      assertTrue(reader.next());
      third = reader.position();
    }
    ByteBuffer bytes = ByteBuffer.allocate(TestLog.SEGMENT_BYTES);
    try (DiskFile opened = disk.openReadOnly(file)) {
      opened.readFully(bytes, 0);
    }
    bytes.array()[third] ^= 1;
    disk.overwrite(file, bytes.array());
    try (JournalReader reader = scan.reader(1)) {
      assertTrue(reader.next());
      assertEquals(List.of(1L, 2L), peek(reader));
      assertTrue(reader.next());
      assertEquals(List.of(2L), peek(reader));
      JournalDamage damage = assertThrows(JournalDamage.class, reader::next);
      assertEquals(third, damage.offset());
    }
  }
}
