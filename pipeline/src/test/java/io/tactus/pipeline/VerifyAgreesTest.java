package io.tactus.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.recovery.RecoverableContents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A folder that {@code journal verify} finds whole is one a server starts on. The other way round
 * it holds but for damage in what a start does not read: bad snapshots it passes over, and segments
 * that lie before the one it begins with.
 */
class VerifyAgreesTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  private final EngineConfig config =
      EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).build();

  private static final int FLIPS = 6;

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

  @Test
  void shouldSayWhatTheServerSaysOfTheFormat() throws IOException {
    write();
    String format = new String(disk.contents(FolderLayout.FORMAT), UTF_8);
    FaultyDisk missing = disk.copy();
    missing.delete(FolderLayout.FORMAT);
    check(missing, "no FORMAT");
    String unfinished =
        "tactus data folder, unfinished: a restore is writing it, or was broken off\n";
    for (String text : List.of(format.replace("1", "9"), "", "?", unfinished)) {
      FaultyDisk folder = disk.copy();
      folder.overwrite(FolderLayout.FORMAT, text.getBytes(UTF_8));
      check(folder, "FORMAT: " + text);
    }
    assertEquals(5, refused);
    check(new FaultyDisk(2), "an empty folder");
    check(disk, "FORMAT as it was");
    assertEquals(2, whole);
  }

  /** A journal that is not mounted, and snapshots of which none can be used: no new history. */
  @Test
  void shouldBeginNothingWhereOnlyDamagedSnapshotsAreLeft() throws IOException {
    List<SnapshotInfo> snapshots = write();
    FaultyDisk folder = disk.copy();
    for (String name : folder.list(FolderLayout.JOURNAL)) {
      folder.delete(FolderLayout.JOURNAL + "/" + name);
    }
    for (SnapshotInfo snapshot : snapshots) {
      byte[] bytes = folder.contents(snapshot.file());
      bytes[bytes.length / 2] ^= 4;
      folder.overwrite(snapshot.file(), bytes);
    }
    assertFalse(JournalVerifier.verify(folder, new RecoverableContents()).ok());
    JournalDamage damage =
        assertThrows(
            JournalDamage.class, () -> Engine.open(config, folder, ProgressListener.SILENT));
    assertTrue(damage.reason().contains("the journal is missing"), damage.reason());
    assertTrue(damage.reason().contains("; passed over: "), damage.reason());
  }

  /** In every file, at places of which some are covered by one checksum and some by another. */
  @Test
  void shouldFindWholeNothingThatTheServerRefusesWhateverBitIsFlipped() throws IOException {
    write();
    SplittableRandom random = new SplittableRandom(20261123);
    List<String> files = new ArrayList<>();
    for (String folder : List.of(FolderLayout.JOURNAL, FolderLayout.SNAPSHOTS)) {
      disk.list(folder).stream()
          .filter(name -> name.endsWith(".segment") || name.endsWith(".snapshot"))
          .forEach(name -> files.add(folder + "/" + name));
    }
    files.add(FolderLayout.FORMAT);
    int stricter = 0;
    for (String file : files) {
      for (int flip = 0; flip < FLIPS; flip++) {
        FaultyDisk folder = disk.copy();
        byte[] bytes = folder.contents(file);
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        folder.overwrite(file, bytes);
        stricter += checkStricter(folder, file + " at " + at) ? 1 : 0;
      }
    }
    assertTrue(stricter >= 4, "stricter " + stricter);
    assertTrue(refused >= 4, "refused " + refused);
  }

  /** Whether the verifier refused what the server starts on. */
  private boolean checkStricter(FaultyDisk folder, String what) {
    JournalVerifier.Report report = JournalVerifier.verify(folder, new RecoverableContents());
    List<SegmentInfo> segments;
    long began;
    try (Engine engine = Engine.open(config, folder.copy(), ProgressListener.SILENT)) {
      began = engine.recovery().snapshotSequence();
      segments = JournalScan.scan(folder, began + 1).segments();
    } catch (JournalDamage e) {
      refused++;
      assertFalse(report.ok(), () -> what + ": the server says " + e.reason());
      return false;
    }
    for (JournalDamage damage : report.damages()) {
      boolean unread = damage.file().startsWith(FolderLayout.SNAPSHOTS);
      for (int i = 0; i + 1 < segments.size(); i++) {
        unread |=
            segments.get(i).file().equals(damage.file())
                && segments.get(i).liesBefore(began + 1, segments.get(i + 1));
      }
      assertTrue(unread, () -> what + ": the server starts, " + damage.getMessage());
    }
    return !report.ok();
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
    JournalVerifier.Report report = JournalVerifier.verify(folder, new RecoverableContents());
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
