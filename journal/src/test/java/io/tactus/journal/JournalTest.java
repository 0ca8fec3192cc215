package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTest {

  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldReadBackWhatWasAppendedOverManySegmentsAndStarts(Durability durability) {
    FaultyDisk disk = TestLog.disk(1);
    for (int life = 1; life <= 5; life++) {
      try (Journal journal = TestLog.open(disk, TestLog.config().durability(durability))) {
        for (int batch = 0; batch < 40; batch++) {
          TestLog.append(journal, 1 + batch % 3, life);
          journal.commit(true);
        }
      }
      JournalScan scan = JournalScan.scan(disk, 0);
      assertTrue(scan.closedCleanly());
      assertFalse(scan.endsEpoch());
    }
    NavigableMap<Long, Long> lives = TestLog.read(disk);
    assertEquals(5 * 79, lives.size());
    assertEquals(1, lives.firstEntry().getValue());
    assertEquals(5, lives.lastEntry().getValue());
    assertEquals(1, JournalScan.scan(disk, 0).epoch());
    assertEquals(0, disk.openFiles());
  }

  @Test
  void shouldWorkOnRealFiles(@TempDir Path folder) throws IOException {
    NioDisk disk = NioDisk.at(folder.resolve("data"));
    try (DataFolder data = DataFolder.open(disk);
        Journal journal = TestLog.open(data.disk())) {
      for (int batch = 0; batch < 100; batch++) {
        TestLog.append(journal, 2, 1);
        journal.commit(true);
        assertEquals(journal.lastSequence(), journal.forcedSequence());
      }
      // Beside the live writer.
      assertEquals(200, TestLog.read(disk).size());
      assertTrue(journal.retain(100) > 0);
    }
    NavigableMap<Long, Long> lives = TestLog.read(disk);
    assertEquals(200, lives.lastKey());
    assertTrue(lives.firstKey() > 1 && lives.firstKey() <= 100, "kept from " + lives.firstKey());
  }

  @Test
  void shouldTellWhatIsWrittenAndForced() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 3, 1);
      assertEquals(3, journal.lastSequence());
      assertEquals(0, journal.writtenSequence());
      journal.commit(false);
      assertEquals(3, journal.writtenSequence());
      assertEquals(0, journal.forcedSequence());
      journal.commit(true);
      assertEquals(3, journal.forcedSequence());
    }
  }

  @Test
  void shouldForceForASnapshotUnderAnyDurability() {
    for (Durability durability : Durability.values()) {
      FaultyDisk disk = TestLog.disk(1);
      try (Journal journal = TestLog.open(disk, TestLog.config().durability(durability))) {
        TestLog.append(journal, 3, 1);
        journal.commit(true);
        journal.force();
        assertEquals(3, journal.forcedSequence());
        FaultyDisk after = disk.copy();
        assertEquals(3, TestLog.read(after).size());
      }
    }
  }

  @Test
  void shouldSplitABatchLargerThanTheBuffer() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 200, 1);
      journal.commit(true);
      assertEquals(200, journal.forcedSequence());
    }
    assertEquals(200, TestLog.read(disk).size());
  }

  @Test
  void shouldRefuseWrongSequencesTypesAndSizes() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 2, 1);
      DirectBuffer body = new UnsafeBuffer(new byte[4096]);
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.append(RecordType.TICK, 2, 0, 0, 0, 0, 0, body, 0, 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.append(RecordType.TICK, 4, 0, 0, 0, 0, 0, body, 0, 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.append(RecordType.HASH, 3, 0, 0, 0, 0, 0, body, 0, 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.append(RecordType.SEAL, 2, 0, 0, 0, 0, 0, body, 0, 0));
      int tooLarge = journal.maxBodyBytes() + 1;
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.append(RecordType.TICK, 3, 0, 0, 0, 0, 0, body, 0, tooLarge));
      journal.append(RecordType.TICK, 3, 0, 0, 0, 0, 0, body, 0, journal.maxBodyBytes());
      journal.commit(true);
    }
    assertEquals(3, JournalScan.scan(disk, 0).lastSequence());
  }

  @Test
  void shouldKeepNotesWithoutTakingASequence() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 5, 1);
      UnsafeBuffer hash = new UnsafeBuffer(new byte[HashRecord.SIZE_BYTES]);
      HashRecord.encode(hash, 0, 12, 0xABCDEF);
      journal.append(RecordType.HASH, 4, 9, 1, 0, 0, 0, hash, 0, HashRecord.SIZE_BYTES);
      DirectBuffer reason = VoidRecord.body("halts");
      journal.append(RecordType.VOID, 3, 9, 1, 0, 0, 0, reason, 0, reason.capacity());
      TestLog.append(journal, 1, 1);
      journal.commit(true);
    }
    JournalScan scan = JournalScan.scan(disk, 0);
    assertEquals(6, scan.lastSequence());
    assertTrue(scan.isVoided(3));
    assertFalse(scan.isVoided(4));
    List<String> notes = new ArrayList<>();
    scan.forEach(
        0,
        (header, body, offset) -> {
          if (header.type() == RecordType.HASH) {
            notes.add(
                header.sequence()
                    + ":"
                    + HashRecord.rows(body, offset)
                    + ":"
                    + HashRecord.hash(body, offset));
          } else if (header.type() == RecordType.VOID) {
            notes.add(
                header.sequence() + ":" + VoidRecord.reason(body, offset, header.bodyLength()));
          }
        });
    assertEquals(List.of("4:12:" + 0xABCDEF, "3:halts"), notes);
  }

  /**
   * Two starts that void a command and are killed before their first own one: the segments they
   * begin, each with a note, begin with the same sequence. Whoever reads on from there needs both.
   */
  @Test
  void shouldKnowWhatIsVoidFromTheLastCommandOn() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 5, 1);
      journal.commit(true);
    }
    for (long voided = 2; voided <= 3; voided++) {
      Journal journal = TestLog.open(disk, TestLog.config().newEpoch(true));
      DirectBuffer reason = VoidRecord.body("halts");
      journal.append(RecordType.VOID, voided, 9, 1, 0, 0, 0, reason, 0, reason.capacity());
      journal.commit(true);
      disk = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    }
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 2, 1);
      journal.commit(true);
      assertEquals(1, journal.retain(6));
    }
    JournalScan scan = JournalScan.scan(disk, 6);
    assertEquals(0, scan.voidedSince(1));
    for (long state = 2; state <= 5; state++) {
      assertEquals(2, scan.voidedSince(state), "state " + state);
    }
    assertEquals(0, scan.voidedSince(6), "it was taken without them");
    assertEquals(2, scan.voiding(List.of(7L)).voidedSince(5));
    assertEquals(7, scan.voiding(List.of(7L)).voidedSince(7));
  }

  @Test
  void shouldReadFromASequenceOn() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 200, 1);
      journal.commit(true);
    }
    for (long from : new long[] {0, 1, 2, 57, 199, 200}) {
      List<Long> sequences = new ArrayList<>();
      JournalScan scan = JournalScan.scan(disk, from);
      scan.forEach(from, (header, body, offset) -> sequences.add(header.sequence()));
      assertEquals(Math.max(1, from), sequences.getFirst());
      assertEquals(200, sequences.getLast());
      assertEquals(200, scan.lastSequence());
    }
    assertEquals(200, JournalScan.scan(disk, 201).lastSequence());
    // A snapshot knows more than the journal: something was lost.
    JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalScan.scan(disk, 202));
    assertEquals(201, damage.sequence());
  }

  @Test
  void shouldBeginWhereARestoredSnapshotEnds() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal =
        TestLog.open(disk, TestLog.config().firstSequence(501).minimumEpoch(4))) {
      TestLog.append(journal, 1, 1);
      journal.commit(true);
      assertEquals(4, journal.epoch());
    }
    JournalScan scan = JournalScan.scan(disk, 501);
    assertEquals(501, scan.firstSequence());
    assertEquals(501, scan.lastSequence());
    assertEquals(4, scan.epochOf(501));
    assertEquals(0, scan.epochOf(502));
    assertEquals(77, scan.logId());
    assertThrows(JournalDamage.class, () -> JournalScan.scan(disk, 500));
  }

  @Test
  void shouldOpenANewEpochWhenAsked() {
    FaultyDisk disk = TestLog.disk(1);
    for (int life = 1; life <= 4; life++) {
      try (Journal journal = TestLog.open(disk, TestLog.config().newEpoch(life > 1))) {
        assertEquals(life, journal.epoch());
        TestLog.append(journal, 10, life);
        journal.commit(true);
      }
    }
    JournalScan scan = JournalScan.scan(disk, 0);
    assertEquals(1, scan.epochOf(10));
    assertEquals(2, scan.epochOf(11));
    assertEquals(4, scan.epochOf(40));
    assertEquals(40, TestLog.read(disk).size());
  }

  @Test
  void shouldKeepTheEpochAfterAKillUnderFsyncButNotUnderOs() {
    for (Durability durability : Durability.values()) {
      FaultyDisk disk = TestLog.disk(1);
      Journal journal = TestLog.open(disk, TestLog.config().durability(durability));
      TestLog.append(journal, 10, 1);
      journal.commit(true);
      FaultyDisk after = disk.afterCrash(CrashMode.KEEP_UNFORCED);
      JournalScan scan = JournalScan.scan(after, 0);
      assertEquals(durability != Durability.FSYNC, scan.endsEpoch());
      try (Journal next = TestLog.open(after)) {
        assertEquals(durability == Durability.FSYNC ? 1 : 2, next.epoch());
      }
    }
  }

  /** A clean end of an earlier run must not cover for what a later one lost. */
  @Test
  void shouldOpenANewEpochWhenARunWithoutForceVanished() {
    FaultyDisk disk = TestLog.disk(1);
    TestLog.open(disk, TestLog.config().durability(Durability.OS)).close();
    Journal journal = TestLog.open(disk, TestLog.config().durability(Durability.OS));
    TestLog.append(journal, 3, 1);
    journal.commit(true);
    FaultyDisk after = disk.afterCrash(CrashMode.LOSE_UNFORCED);
    JournalScan scan = JournalScan.scan(after, 0);
    assertEquals(0, scan.lastSequence());
    assertTrue(scan.endsEpoch());
    try (Journal next = TestLog.open(after)) {
      assertEquals(2, next.epoch());
    }
  }
}
