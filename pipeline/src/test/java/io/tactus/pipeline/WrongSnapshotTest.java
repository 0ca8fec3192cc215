package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots whose every checksum is right and that are wrong all the same. */
class WrongSnapshotTest {
  private static final String FIRST_SEGMENT = "00000000000000000001-";

  private final FaultyDisk disk = new FaultyDisk(1);

  private Engine open() {
    EngineConfig config = EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).build();
    return Engine.open(config, disk, ProgressListener.SILENT);
  }

  private static long rows(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin()).rows();
    }
  }

  /** Two snapshots of one run, newest first, and commands behind each. */
  private List<SnapshotInfo> run() {
    try (Engine engine = open()) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      for (int i = 0; i < 400; i++) {
        Ledger.insert(client, i).expectApplied();
        if (i == 200 || i == 300) {
          engine.snapshot().join();
        }
      }
      return new ArrayList<>(engine.snapshots());
    }
  }

  private void assertPassedOver(List<SnapshotInfo> snapshots, String reason) {
    try (Engine engine = open()) {
      assertEquals(400, rows(engine));
      RecoveryReport report = engine.recovery();
      assertEquals(snapshots.getLast().sequence(), report.snapshotSequence());
      assertEquals(1, report.passedOver().size());
      String passedOver = report.passedOver().getFirst();
      assertTrue(passedOver.contains(snapshots.getFirst().file()), passedOver);
      assertTrue(passedOver.contains(reason), passedOver);
    }
  }

  @Test
  void shouldPassOverOneThatDoesNotHoldItsState() {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    assertPassedOver(snapshots, "by state hash");
  }

  @Test
  void shouldPassOverOneWithoutSettings() {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(disk, snapshots.getFirst().file(), meta -> meta, kind -> kind != 1, -1);
    assertPassedOver(snapshots, "does not begin with settings");
  }

  @Test
  void shouldPassOverOneWithoutPages() {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(disk, snapshots.getFirst().file(), meta -> meta, kind -> kind == 1, -1);
    assertPassedOver(snapshots, "not those of a state");
  }

  /**
   * Nothing is left to begin from: refused with a place and advice, not with a broken invariant.
   */
  @Test
  void shouldRefuseWhenThereIsNoOther() throws IOException {
    for (SnapshotInfo snapshot : run()) {
      PatchedSnapshot.rewrite(disk, snapshot.file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    }
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      if (name.startsWith(FIRST_SEGMENT)) {
        disk.delete(FolderLayout.JOURNAL + "/" + name);
      }
    }
    JournalDamage damage = assertThrows(JournalDamage.class, () -> open().close());
    assertTrue(damage.reason().contains("begins only at sequence"), damage.reason());
  }
}
