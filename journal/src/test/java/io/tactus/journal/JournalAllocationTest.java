package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAllocationTest {
  private static final int COMMITS = 2000;

  @Test
  void shouldNotAllocateWhileAppendingAndCommitting(@TempDir Path folder) throws IOException {
    NioDisk disk = NioDisk.at(folder);
    DataFolder.open(disk).close();
    UnsafeBuffer body = new UnsafeBuffer(new byte[100]);
    JournalConfig.Builder config =
        JournalConfig.builder().durability(Durability.OS).segmentBytes(16 << 20).spareSegments(0);
    try (Journal journal = TestLog.open(disk, config)) {
      run(journal, body);
      long before = allocated();
      run(journal, body);
      long perCommit = (allocated() - before) / COMMITS;
      assertTrue(perCommit == 0, perCommit + " bytes per commit");
    }
  }

  private static void run(Journal journal, UnsafeBuffer body) {
    for (int i = 0; i < COMMITS; i++) {
      for (int k = 0; k < 8; k++) {
        journal.append(
            RecordType.OPERATIONS, journal.lastSequence() + 1, 1, 1, 1, 1, 1, body, 0, 100);
      }
      journal.commit(true);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().threadId());
  }
}
