package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letting go of old segments may fail half way and be tried again; the rest stays one log. */
class RetentionFailureTest {
  @ParameterizedTest
  @CsvSource({"DELETE, 0", "FORCE_DIRECTORY, 0", "RENAME, 2", "FORCE_DIRECTORY, 2"})
  void shouldLeaveNoHoleWhenRetirementFails(DiskOperation failing, int spareSegments) {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk, TestLog.config().spareSegments(spareSegments))) {
      for (int batch = 0; batch < 100; batch++) {
        TestLog.append(journal, 2, 1);
        journal.commit(true);
      }
      disk.failNext(failing, "EIO");
      assertThrows(JournalFailure.class, () -> journal.retain(50));
      assertEquals(200, TestLog.read(disk).lastKey());
      assertTrue(journal.retain(100) > 0);
      assertEquals(200, TestLog.read(disk).lastKey());
      TestLog.append(journal, 2, 1);
      journal.commit(true);
    }
    long first = TestLog.read(disk).firstKey();
    assertEquals(202, TestLog.read(disk).lastKey());
    assertTrue(first > 1 && first <= 100, "kept from " + first);
  }
}
