package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FormatDiagrams.Diagram;
import io.tactus.journal.FormatDiagrams.Field;
import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a journal by docs/FORMAT.md alone: headers, records, checksums and the mark. The
 * test knows what was appended; where it lies it knows from the page.
 */
class JournalFormatTest {
  private static final int COMMANDS = 90;
  private static final int LOG_ID = 77;
  private static final int LAST_OF_BATCH = 1;

  private static final FormatDiagrams PAGE = FormatDiagrams.read();
  private static final Diagram SEGMENT = PAGE.under("Segments").getFirst();
  private static final Diagram RECORD = PAGE.under("Records").getFirst();
  private static final Diagram MARK = PAGE.under("The mark").getFirst();

  private final FaultyDisk disk = TestLog.disk(1);
  private final Map<String, Integer> found = new HashMap<>();
  private long sequence;

  JournalFormatTest() {
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, COMMANDS / 2, 1);
      journal.commit(true);
      DirectBuffer reason = new UnsafeBuffer("as it were".getBytes(StandardCharsets.UTF_8));
      journal.append(RecordType.VOID, 7, 1_000_007, 1, 3, -7, 1, reason, 0, reason.capacity());
      journal.commit(true);
    }
    try (Journal journal = TestLog.open(disk)) {
      while (journal.lastSequence() < COMMANDS) {
        TestLog.append(journal, 3, 2);
        journal.commit(true);
      }
    }
  }

  @Test
  void shouldDescribeEveryByteOnce() {
    assertEquals(5, PAGE.all().size());
    for (Diagram diagram : PAGE.all()) {
      int at = 0;
      for (Field field : diagram.fields()) {
        assertEquals(at, field.offset(), () -> field + " of " + diagram);
        at += field.bytes();
      }
      assertEquals(at, diagram.sizeBytes(), diagram::toString);
    }
  }

  /** A new type, and one that is described as what it is not, show here. */
  @Test
  void shouldNameEveryTypeOfRecord() {
    Map<Integer, String> named = new HashMap<>();
    for (Matcher row : PAGE.find("^\\| (\\d+) \\| ([A-Z]+) \\| (yes|no) \\|")) {
      int type = Integer.parseInt(row.group(1));
      named.put(type, row.group(2));
      assertEquals(RecordType.isCommand(type), row.group(3).equals("yes"), row.group());
    }
    for (int type = 0; type < 256; type++) {
      assertEquals(RecordType.isKnown(type) ? RecordType.name(type) : null, named.get(type));
    }
  }

  @Test
  void shouldFindEveryRecord() throws IOException {
    List<SegmentInfo> segments = SegmentFolder.list(disk);
    assertTrue(segments.size() > 2, "segments " + segments.size());
    for (SegmentInfo segment : segments) {
      ByteBuffer bytes = bytes(segment.file());
      assertEquals(TestLog.SEGMENT_BYTES, bytes.capacity());
      long salt = checkHeader(bytes, segment.ordinal());
      checkRecords(bytes, salt);
    }
    assertEquals(COMMANDS, sequence);
    assertEquals(COMMANDS, found.get("OPERATIONS"));
    assertEquals(segments.size() - 1, found.get("SEAL"));
    assertEquals(2, found.get("CLOSE"));
    assertEquals(1, found.get("OPEN"));
    assertEquals(1, found.get("VOID"));
  }

  private long checkHeader(ByteBuffer bytes, long ordinal) {
    assertEquals(SEGMENT.field("magic").says(), SEGMENT.text(bytes, 0, "magic"));
    assertEquals(
        SEGMENT.field("format version").says(), "" + SEGMENT.get(bytes, 0, "format version"));
    assertEquals(0, SEGMENT.get(bytes, 0, "flags"));
    assertEquals(ordinal, SEGMENT.get(bytes, 0, "ordinal"));
    assertEquals(sequence + 1, SEGMENT.get(bytes, 0, "first sequence"));
    assertEquals(1, SEGMENT.get(bytes, 0, "epoch"));
    assertEquals(LOG_ID, SEGMENT.get(bytes, 0, "log id"));
    assertEquals(TestLog.SEGMENT_BYTES, SEGMENT.get(bytes, 0, "segment bytes"));
    assertCrc(bytes, 0, SEGMENT);
    long salt = mix(mix(mix(mix(ordinal) + 1) + sequence + 1) + LOG_ID);
    assertEquals(salt, SEGMENT.get(bytes, 0, "salt"));
    return salt;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private void checkRecords(ByteBuffer bytes, long salt) {
    int at = SEGMENT.sizeBytes();
    int batchStart = at;
    String name = "";
    while (!name.equals("SEAL") && RECORD.get(bytes, at, "length") != 0) {
      int length = (int) RECORD.get(bytes, at, "length");
      int aligned = (length + 7) / 8 * 8;
      int type = (int) RECORD.get(bytes, at, "type");
      name = RecordType.name(type);
      found.merge(name, 1, Integer::sum);
      assertEquals(1, RECORD.get(bytes, at, "v"));
      assertEquals(1, RECORD.get(bytes, at, "epoch"));
      assertEquals(batchStart, RECORD.get(bytes, at, "batchStart"));
      assertTrue(RECORD.get(bytes, at, "forcedBytes") <= batchStart);
      CRC32C body = new CRC32C();
      body.update(bytes.slice(at + RECORD.sizeBytes(), aligned - RECORD.sizeBytes()));
      assertEquals(value(body), RECORD.get(bytes, at, "bodyCrc32c"), name);
      CRC32C header = new CRC32C();
      header.update(
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(salt).putLong(at).flip());
      header.update(bytes.slice(at, RECORD.field("headerCrc32c").offset()));
      assertEquals(value(header), RECORD.get(bytes, at, "headerCrc32c"), name);
      if (RecordType.isCommand(type)) {
        checkCommand(bytes, at, length);
      }
      if ((RECORD.get(bytes, at, "f") & LAST_OF_BATCH) != 0) {
        batchStart = at + aligned;
      }
      at += aligned;
    }
    assertEquals(batchStart, at, "the last batch is whole");
  }

  private void checkCommand(ByteBuffer bytes, int at, int length) {
    sequence++;
    assertEquals(sequence, RECORD.get(bytes, at, "sequence"));
    assertEquals(1_000_000 + sequence, RECORD.get(bytes, at, "timestampMicros"));
    assertEquals(sequence / 4, RECORD.get(bytes, at, "tick"));
    assertEquals(3, RECORD.get(bytes, at, "schemaVersion"));
    assertEquals(-sequence, RECORD.get(bytes, at, "caller"));
    long life = sequence <= COMMANDS / 2 ? 1 : 2;
    assertEquals(life, RECORD.get(bytes, at, "requestId"));
    byte[] body = new byte[length - RECORD.sizeBytes()];
    bytes.get(at + RECORD.sizeBytes(), body);
    assertArrayEquals(TestLog.body(sequence, life), body);
  }

  @Test
  void shouldFindTheMark() throws IOException {
    ByteBuffer bytes = bytes(JournalMark.FILE);
    assertEquals(1024, bytes.capacity());
    int newer = MARK.get(bytes, 0, "count") > MARK.get(bytes, 512, "count") ? 0 : 512;
    assertEquals(MARK.get(bytes, newer, "count") - 1, MARK.get(bytes, 512 - newer, "count"));
    for (int slot = 0; slot <= 512; slot += 512) {
      assertEquals(MARK.field("magic").says(), MARK.text(bytes, slot, "magic"));
      assertEquals(
          MARK.field("format version").says(), "" + MARK.get(bytes, slot, "format version"));
      assertCrc(bytes, slot, MARK);
    }
    SegmentInfo last = SegmentFolder.list(disk).getLast();
    assertEquals(last.ordinal(), MARK.get(bytes, newer, "ordinal"));
    assertEquals(1, MARK.get(bytes, newer, "epoch"));
    assertEquals(LOG_ID, MARK.get(bytes, newer, "log id"));
    assertEquals(COMMANDS, MARK.get(bytes, newer, "last sequence"));
    assertEquals(JournalScan.scan(disk, 0).endPosition(), MARK.get(bytes, newer, "forcedBytes"));
  }

  /** Checks what the page calls {@code crc32c of FROM..TO}. */
  private static void assertCrc(ByteBuffer bytes, int base, Diagram diagram) {
    Field field = diagram.beginning("crc32c of ");
    String[] range = field.name().substring("crc32c of ".length()).split("\\.\\.", -1);
    int from = Integer.parseInt(range[0]);
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(base + from, Integer.parseInt(range[1]) + 1 - from));
    assertEquals(value(crc), diagram.get(bytes, base, field.name()));
  }

  private ByteBuffer bytes(String file) throws IOException {
    return ByteBuffer.wrap(disk.contents(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int value(CRC32C crc) {
    return (int) crc.getValue();
  }
}
