package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Throttle;
import io.tactus.journal.inspect.JournalInspector;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class InspectTest {
  private final FaultyDisk disk = TestLog.disk(1);

  private void write() {
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 60, 1);
      UnsafeBuffer hash = new UnsafeBuffer(new byte[HashRecord.SIZE_BYTES]);
      HashRecord.encode(hash, 0, 12, 0xABCDEF);
      journal.append(RecordType.HASH, 60, 9, 1, 0, 0, 0, hash, 0, HashRecord.SIZE_BYTES);
      DirectBuffer reason = VoidRecord.body("it\nhalts");
      journal.append(RecordType.VOID, 58, 9, 1, 0, 0, 0, reason, 0, reason.capacity());
      journal.commit(true);
    }
  }

  private void snapshot(long sequence, long epoch, long logId) {
    SnapshotMeta meta =
        new SnapshotMeta(sequence, 1, 2, 3, epoch, logId, 4096, 1, 1, 5, 6, List.of());
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, Throttle.NONE)) {
      writer.finish();
    }
  }

  @Test
  void shouldPrintReadableLines() {
    write();
    List<String> lines = new ArrayList<>();
    JournalInspector.print(disk, 57, Long.MAX_VALUE, lines::add);
    String all = String.join("\n", lines);
    assertTrue(all.contains("OPERATIONS seq 57  tick 14  1970-01-01T00:00:01.000057Z"), all);
    assertTrue(all.contains("  VOIDED"), all);
    assertTrue(all.contains("rows 12 hash 0000000000abcdef"), all);
    assertTrue(all.contains("because: it halts"), all);
    assertTrue(all.contains("CLOSE"), all);
    assertTrue(lines.getFirst().startsWith("segment "), all);
    lines.clear();
    JournalInspector.print(disk, 3, 5, lines::add);
    assertEquals(4, lines.size());
  }

  @Test
  void shouldVerifyJournalAndSnapshots() throws IOException {
    write();
    snapshot(30, 1, 77);
    JournalVerifier.Report report = JournalVerifier.verify(disk);
    assertTrue(report.ok(), report.lines().toString());
    assertEquals(
        List.of("ok: " + report.segments() + " segments, sequences 1 to 60, 1 snapshots"),
        report.lines());
    String file = TestLog.segmentFiles(disk).get(1);
    byte[] bytes = disk.contents(file);
    bytes[200] ^= 1;
    disk.overwrite(file, bytes);
    report = JournalVerifier.verify(disk);
    assertFalse(report.ok());
    assertEquals(file, report.damages().getFirst().file());
    assertTrue(report.damages().getFirst().sequence() > 1);
    assertTrue(report.lines().getFirst().contains(file + " at offset "));
  }

  @Test
  void shouldNoticeSnapshotsOfAnotherHistory() {
    write();
    snapshot(61, 1, 77);
    snapshot(60, 2, 77);
    snapshot(59, 1, 78);
    snapshot(58, 1, 0);
    List<JournalDamage> damages = JournalVerifier.verify(disk).damages();
    assertEquals(List.of(61L, 60L, 59L), damages.stream().map(JournalDamage::sequence).toList());
  }

  @Test
  void shouldMissAJournalThatASnapshotNeeds() throws IOException {
    write();
    snapshot(60, 1, 77);
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      disk.delete(FolderLayout.JOURNAL + "/" + name);
    }
    JournalVerifier.Report report = JournalVerifier.verify(disk);
    assertFalse(report.ok());
    assertTrue(report.lines().getFirst().contains("the journal is missing"), report::toString);
  }

  @Test
  void shouldRetireNothingWithoutEnoughSnapshots() {
    write();
    try (Journal journal = TestLog.open(disk)) {
      SnapshotFolder snapshots = new SnapshotFolder(disk);
      Retention retention = new Retention(2);
      assertEquals(0, retention.apply(snapshots, journal));
      snapshot(40, 1, 77);
      assertEquals(0, retention.apply(snapshots, journal));
      snapshot(55, 1, 77);
      assertTrue(retention.apply(snapshots, journal) > 0);
      assertEquals(60, JournalScan.scan(disk, 41).lastSequence());
      assertTrue(JournalScan.scan(disk, 0).firstSequence() > 1);
    }
    assertThrows(IllegalArgumentException.class, () -> new Retention(0));
  }
}
