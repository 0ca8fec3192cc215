package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** A part of an undo log lies in the log's memory: never beyond it. */
class UndoLogPartTest {
  private static final long BYTES = 8L * Page.SIZE_BYTES;

  @Test
  void shouldLendUpToTheLastByteAndNotOneMore() {
    try (UndoLog log = new UndoLog(BYTES);
        UndoLog part = log.part()) {
      log.note(1, 2, 3);
      long room = BYTES - log.position();
      log.lend(part, 64, room - 64);
      part.note(4, 5, 6);
      log.takeOver(part);
      assertEquals(2 * (BYTES - room), log.position());

      long left = BYTES - log.position();
      assertThrows(IllegalStateException.class, () -> log.lend(part, 64, left - 63));
      assertThrows(IllegalStateException.class, () -> log.lend(part, left + 1, 0));
    }
  }

  @Test
  void shouldLendToItsPartsOnly() {
    try (UndoLog log = new UndoLog(BYTES);
        UndoLog other = new UndoLog(BYTES)) {
      assertThrows(IllegalStateException.class, () -> log.lend(other, 0, 64));
    }
  }
}
