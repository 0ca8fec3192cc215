package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.recovery.StateDiverged;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A journal that notes another state than this program comes to. */
class StateDivergedTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  private final EngineConfig config = EngineTest.small().hashEveryCommands(0).build();

  @Test
  void shouldRefuseToStartAndToRestoreAndNameThePlace() {
    long last;
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      last = Ledger.insert(client, 1).expectApplied().sequence();
    }
    noteAnotherHash(last);
    StateDiverged refused =
        assertThrows(StateDiverged.class, () -> Engine.open(config, disk, ProgressListener.SILENT));
    assertEquals(last, refused.sequence());
    assertTrue(refused.getMessage().contains("segment"), refused.getMessage());
    assertTrue(refused.getMessage().contains("sequence: " + last), refused.getMessage());
    assertTrue(refused.getMessage().contains("advice:"), refused.getMessage());
    assertThrows(
        StateDiverged.class,
        () -> Restoration.run(disk, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT));
    assertEquals(
        last - 1,
        Restoration.run(
                disk, new FaultyDisk(2), RestorePoint.sequence(last - 1), ProgressListener.SILENT)
            .sequence());
  }

  private void noteAnotherHash(long sequence) {
    JournalScan scan = JournalScan.scan(disk, 0);
    JournalConfig journalConfig =
        JournalConfig.builder().segmentBytes(config.segmentBytes()).build();
    try (Journal journal = Journal.open(journalConfig, disk, scan)) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[HashRecord.SIZE_BYTES]);
      HashRecord.encode(body, 0, 1, 4711);
      journal.append(
          RecordType.HASH, sequence, 0, scan.lastTick(), 0, 0, 0, body, 0, HashRecord.SIZE_BYTES);
      journal.commit(true);
    }
  }
}
