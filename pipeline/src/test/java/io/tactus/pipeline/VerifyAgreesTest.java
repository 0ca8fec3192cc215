package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.recovery.SemanticsCheck;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code journal verify} finds a folder whole exactly if a server starts on it. */
class VerifyAgreesTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  private final EngineConfig config =
      EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).build();

  private int whole;
  private int refused;

  /** Every way to lose oldest segments, together with every way to lose snapshots. */
  @Test
  void shouldSayWhatTheServerSaysWhateverIsMissing() throws IOException {
    List<SnapshotInfo> snapshots = write();
    List<String> segments =
        disk.list(FolderLayout.JOURNAL).stream().filter(name -> name.endsWith(".segment")).toList();
    assertTrue(segments.size() >= 4, "segments " + segments);
    for (int missing = 0; missing <= segments.size(); missing++) {
      for (int kept = 0; kept < 1 << snapshots.size(); kept++) {
        FaultyDisk folder = disk.copy();
        for (String segment : segments.subList(0, missing)) {
          folder.delete(FolderLayout.JOURNAL + "/" + segment);
        }
        for (int i = 0; i < snapshots.size(); i++) {
          if (((kept >> i) & 1) == 0) {
            folder.delete(snapshots.get(i).file());
          }
        }
        check(
            folder, "without " + missing + " segments, snapshots " + Integer.toBinaryString(kept));
      }
    }
    assertTrue(whole >= 4, "whole " + whole);
    assertTrue(refused >= 4, "refused " + refused);
  }

  private List<SnapshotInfo> write() {
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      for (int i = 0; i < 900; i++) {
        Ledger.insert(client, i).expectApplied();
        if (i == 200 || i == 400) {
          engine.snapshot().join();
        }
      }
      return List.copyOf(engine.snapshots());
    }
  }

  private void check(FaultyDisk folder, String what) {
    JournalVerifier.Report report = JournalVerifier.verify(folder, new SemanticsCheck());
    String server;
    try {
      Engine.open(config, folder, ProgressListener.SILENT).close();
      server = "starts";
      whole++;
    } catch (JournalDamage e) {
      server = e.reason();
      refused++;
    }
    String verifier = report.ok() ? "starts" : report.damages().getFirst().reason();
    assertEquals(server, verifier, what);
  }
}
