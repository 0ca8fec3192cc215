package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools read beside a live server; what is being written under their eyes is not damage. */
class JournalLiveReadTest {
  private static final int COMMANDS = 30_000;

  @Test
  void shouldNeverTakeALiveWriterForDamage(@TempDir Path folder) throws IOException {
    NioDisk disk = NioDisk.at(folder);
    DataFolder.open(disk).close();
    CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(disk));
    int scans = 0;
    try {
      long last = 0;
      while (!writer.isDone()) {
        long found = JournalScan.scan(disk, last).lastSequence();
        assertTrue(found >= last, found + " after " + last);
        last = found;
        scans++;
      }
    } finally {
      writer.join();
    }
    assertTrue(scans > 5, "scans " + scans);
    assertEquals(COMMANDS, JournalScan.scan(disk, 0).lastSequence());
  }

  /** The same race, made to happen: the writer goes on after every few bytes that are read. */
  @Test
  void shouldLookAgainWhenTheWriterWasFaster() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 3, 1);
      journal.commit(true);
      int[] reads = new int[1];
      Runnable goOn =
          () -> {
            // Far enough at once to overtake the reader.
            for (int k = 0; k < 6 && reads[0] % 5 == 3 && reads[0] < 60; k++) {
              TestLog.append(journal, 1, 1);
              journal.commit(true);
            }
            reads[0]++;
          };
      for (int i = 0; i < 20; i++) {
        reads[0] = 0;
        long before = journal.lastSequence();
        JournalScan scan = JournalScan.scan(new SlowReads(disk, goOn), 0);
        assertTrue(scan.lastSequence() >= before);
        assertTrue(journal.lastSequence() > before);
      }
    }
  }

  private static int write(NioDisk disk) {
    JournalConfig.Builder config =
        TestLog.config().durability(Durability.OS).segmentBytes(256 << 10).writeBufferBytes(4096);
    try (Journal journal = TestLog.open(disk, config)) {
      for (int batch = 0; batch < COMMANDS / 5; batch++) {
        TestLog.append(journal, 5, 1);
        journal.commit(true);
      }
    }
    return COMMANDS;
  }
}
