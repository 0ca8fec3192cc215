package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal whose every field and body follows from sequence and life (which run wrote it), so that
 * whatever is read back can be checked against what must have been written.
 */
final class TestLog {
  static final int SEGMENT_BYTES = 4096;

  private TestLog() {}

  static JournalConfig.Builder config() {
    return JournalConfig.builder()
        .segmentBytes(SEGMENT_BYTES)
        .writeBufferBytes(2048)
        .bufferedBytes(512)
        .logId(77);
  }

  static FaultyDisk disk(long seed) {
    FaultyDisk disk = new FaultyDisk(seed);
    DataFolder.open(disk).close();
    return disk;
  }

  static Journal open(Disk disk, JournalConfig.Builder config) {
    JournalConfig built = config.build();
    return Journal.open(built, disk, JournalScan.scan(disk, 0, built.checksums().get()));
  }

  static Journal open(Disk disk) {
    return open(disk, config());
  }

  /** Appends the next so many commands of a life. */
  static void append(Journal journal, int count, long life) {
    for (int i = 0; i < count; i++) {
      long sequence = journal.lastSequence() + 1;
      byte[] body = body(sequence, life);
      journal.append(
          RecordType.OPERATIONS,
          sequence,
          1_000_000 + sequence,
          sequence / 4,
          3,
          -sequence,
          life,
          new UnsafeBuffer(body),
          0,
          body.length);
    }
  }

  static byte[] body(long sequence, long life) {
    SplittableRandom random = new SplittableRandom(sequence * 1000 + life);
    byte[] body = new byte[random.nextInt(120)];
    random.nextBytes(body);
    return body;
  }

  /** Reads everything, checks every field, and returns the life of each sequence. */
  static NavigableMap<Long, Long> read(Disk disk) {
    return read(disk, JournalScan.scan(disk, 0), new RecordChecksum());
  }

  static NavigableMap<Long, Long> read(Disk disk, JournalScan scan, RecordChecksum checksum) {
    TreeMap<Long, Long> lives = new TreeMap<>();
    try (JournalReader reader = scan.reader(0, checksum)) {
      while (reader.next()) {
        if (RecordType.isCommand(reader.header().type())) {
          check(reader.header(), reader.body(), reader.bodyOffset());
          lives.put(reader.header().sequence(), reader.header().requestId());
        }
      }
    }
    if (!lives.isEmpty()) {
      assertEquals(scan.firstSequence(), lives.firstKey());
      assertEquals(scan.lastSequence(), lives.lastKey());
      assertEquals(lives.lastKey() - lives.firstKey() + 1, lives.size());
    }
    return lives;
  }

  static void check(RecordHeader header, DirectBuffer body, int offset) {
    long sequence = header.sequence();
    assertEquals(1_000_000 + sequence, header.timestampMicros());
    assertEquals(sequence / 4, header.tick());
    assertEquals(3, header.schemaVersion());
    assertEquals(-sequence, header.caller());
    byte[] found = new byte[header.bodyLength()];
    body.getBytes(offset, found);
    assertArrayEquals(body(sequence, header.requestId()), found);
  }

  static List<String> segmentFiles(FaultyDisk disk) throws java.io.IOException {
    List<String> names = new ArrayList<>();
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      if (name.endsWith(".segment")) {
        names.add(FolderLayout.JOURNAL + "/" + name);
      }
    }
    assertTrue(!names.isEmpty());
    return names;
  }
}
