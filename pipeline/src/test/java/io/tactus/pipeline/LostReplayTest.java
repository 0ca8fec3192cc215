package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.replay.ReplaySession;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A replay whose way back is gone says so, whatever it is asked. */
class LostReplayTest {
  @Test
  void shouldNameTheReasonOnceASeekHasFailed() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    try (Engine engine = Engine.open(EngineTest.small().build(), disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      Ledger.insert(client, 1).expectApplied();
    }
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(session.lastSequence());
      String segment =
          FolderLayout.JOURNAL
              + "/"
              + disk.list(FolderLayout.JOURNAL).stream()
                  .filter(name -> name.endsWith(".segment"))
                  .findFirst()
                  .orElseThrow();
      byte[] bytes = disk.contents(segment);
      bytes[150] ^= 1;
      disk.overwrite(segment, bytes);
      JournalDamage damage = assertThrows(JournalDamage.class, () -> session.seekSequence(1));
      List<Executable> calls =
          List.of(
              session::sequence,
              session::tick,
              session::timestampMicros,
              session::step,
              session::store,
              session::hashes,
              () -> session.seekSequence(1),
              () -> session.seekTick(1));
      for (Executable call : calls) {
        IllegalStateException lost = assertThrows(IllegalStateException.class, call);
        assertSame(damage, lost.getCause());
        assertTrue(lost.getMessage().contains(damage.reason()), lost.getMessage());
      }
    }
  }
}
