package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.recovery.RecoverableContents;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots whose every checksum is right and that are wrong all the same. */
class WrongSnapshotTest {
  private static final String FIRST_SEGMENT = "00000000000000000001-";

  private final FaultyDisk disk = new FaultyDisk(1);
  @TempDir private Path folder;

  private Engine open() {
    EngineConfig config =
        EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).snapshotsKept(2).build();
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

  private void assertPassedOver(List<SnapshotInfo> snapshots, String reason) throws IOException {
    try (Engine engine = open()) {
      assertEquals(400, rows(engine));
      RecoveryReport report = engine.recovery();
      assertEquals(snapshots.getLast().sequence(), report.snapshotSequence());
      assertEquals(1, report.passedOver().size());
      String passedOver = report.passedOver().getFirst();
      assertTrue(passedOver.contains(snapshots.getFirst().file()), passedOver);
      assertTrue(passedOver.contains(reason), passedOver);
      assertFalse(engine.snapshots().contains(snapshots.getFirst()), "it is out of the way");
      assertTrue(disk.exists(snapshots.getFirst().file() + ".bad"), "and not gone");
    }
    try (Engine engine = open()) {
      assertEquals(400, rows(engine));
      assertEquals(List.of(), engine.recovery().passedOver());
    }
  }

  @Test
  void shouldPassOverOneThatDoesNotHoldItsState() throws IOException {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    assertPassedOver(snapshots, "by state hash");
  }

  /** What has just been passed over cannot be restored. */
  @Test
  void shouldNotOfferOneAsTheOldestPointToRestore() {
    List<SnapshotInfo> snapshots = run();
    SnapshotInfo newer = snapshots.getFirst();
    SnapshotInfo wrong = snapshots.getLast();
    PatchedSnapshot.rewrite(disk, wrong.file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    RestorePoint between = RestorePoint.sequence(newer.sequence() - 1);
    RestoreRefused refused =
        assertThrows(
            RestoreRefused.class,
            () -> Restoration.run(disk, new FaultyDisk(2), between, ProgressListener.SILENT));
    String message = refused.getMessage();
    assertTrue(message.contains("oldest point is sequence " + newer.sequence()), message);
    assertTrue(message.contains("not used: "), message);
  }

  @Test
  void shouldPassOverOneWithoutSettings() throws IOException {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(disk, snapshots.getFirst().file(), meta -> meta, kind -> kind != 1, -1);
    assertPassedOver(snapshots, "does not begin with settings");
  }

  @Test
  void shouldPassOverOneWithoutPages() throws IOException {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(disk, snapshots.getFirst().file(), meta -> meta, kind -> kind == 1, -1);
    assertPassedOver(snapshots, "not those of a state");
  }

  /** Bytes that are no settings, and settings that no server has. */
  private static Map<String, UnaryOperator<byte[]>> wrongSettings() {
    Map<String, UnaryOperator<byte[]>> wrong = new LinkedHashMap<>();
    wrong.put("empty", block -> new byte[0]);
    wrong.put("cut", block -> Arrays.copyOf(block, block.length - 1));
    wrong.put("more behind it", block -> Arrays.copyOf(block, block.length + 8));
    wrong.put("of no length", block -> with(block, 0, 0));
    wrong.put("longer than the block", block -> with(block, 0, Integer.MAX_VALUE));
    wrong.put("of another length", block -> with(block, 0, ConfigCommand.SIZE_BYTES - 1));
    int plugins = Integer.BYTES + ConfigCommand.SIZE_BYTES;
    wrong.put("a plug-in too many", block -> with(block, plugins, 1));
    wrong.put("plug-ins less than none", block -> with(block, plugins, -1));
    wrong.put("no ticks", block -> with(block, 2 * Integer.BYTES, 0));
    int pages = Integer.BYTES + 32;
    wrong.put("no memory", block -> with(with(block, pages, 0), pages + Integer.BYTES, 0));
    wrong.put("memory without end", block -> with(block, pages + Integer.BYTES, 1 << 30));
    wrong.put("no work", block -> with(block, pages + Long.BYTES + Integer.BYTES, -1));
    wrong.put("no results", block -> with(block, pages + 2 * Long.BYTES, 0));
    int pageBytes = pages + 2 * Long.BYTES + Integer.BYTES;
    wrong.put("pages of another size", block -> with(block, pageBytes, 3));
    return wrong;
  }

  private static byte[] with(byte[] block, int offset, int value) {
    new UnsafeBuffer(block).putInt(offset, value, ByteOrder.LITTLE_ENDIAN);
    return block;
  }

  static Stream<String> wrongSettingsByName() {
    return wrongSettings().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("wrongSettingsByName")
  void shouldPassOverOneWithWrongSettings(String what) throws IOException {
    List<SnapshotInfo> snapshots = run();
    String file = snapshots.getFirst().file();
    PatchedSnapshot.rewriteSettings(disk, file, wrongSettings().get(what));
    JournalVerifier.Report verdict = JournalVerifier.verify(disk, new RecoverableContents());
    assertEquals(1, verdict.damages().size(), () -> verdict.lines().toString());
    assertEquals(file, verdict.damages().getFirst().file());
    assertTrue(verdict.damages().getFirst().reason().contains("settings"));
    RestoreReport report = restore(disk);
    assertEquals(snapshots.getLast().sequence(), report.snapshotSequence());
    assertEquals(1, report.passedOver().size());
    assertEquals(400, rows(report));
    assertPassedOver(snapshots, "settings");
  }

  /** What is wrong with the plug-ins it names would look like plug-ins that are missing. */
  @Test
  void shouldPassOverOneWhoseHeadNamesOtherPlugins() throws IOException {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withPlugins(meta, "4711"));
    assertPassedOver(snapshots, "plug-ins");
  }

  /** Put there while a server runs, which does not begin from it. */
  @Test
  void shouldNotBackUpOrKeepWhatHasWrongSettings() throws IOException {
    for (boolean history : new boolean[] {false, true}) {
      List<SnapshotInfo> snapshots = run();
      Path file = folder.resolve("backup-" + history);
      try (Engine engine = open()) {
        PatchedSnapshot.rewriteSettings(
            disk, snapshots.getFirst().file(), wrongSettings().get("no ticks"));
        try (BackupStream backup = engine.backup(history).orElseThrow()) {
          save(backup, file);
        }
        engine.snapshot().join();
        assertTrue(engine.snapshots().contains(snapshots.getLast()), "two good ones stay");
      }
      try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
        assertEquals(List.of(), restore(backup).passedOver(), "history " + history);
      }
      for (String name : disk.list(FolderLayout.SNAPSHOTS)) {
        disk.delete(FolderLayout.SNAPSHOTS + "/" + name);
      }
      for (String name : disk.list(FolderLayout.JOURNAL)) {
        disk.delete(FolderLayout.JOURNAL + "/" + name);
      }
    }
  }

  /** Somebody who listens fails: the snapshot is as good as ever. */
  @Test
  void shouldNotTakeTheFailureOfAnotherForItsOwn() {
    List<SnapshotInfo> snapshots = run();
    EngineConfig config =
        EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).snapshotsKept(2).build();
    for (RuntimeException failure :
        List.of(
            new IllegalStateException("as if"),
            new IllegalArgumentException("as if"),
            new IndexOutOfBoundsException("as if"))) {
      ProgressListener listener =
          (stage, done, of) -> {
            if (stage == ProgressListener.Stage.SNAPSHOT) {
              throw failure;
            }
          };
      assertSame(
          failure,
          assertThrows(RuntimeException.class, () -> Engine.open(config, disk, listener).close()));
      assertSame(
          failure,
          assertThrows(
              RuntimeException.class,
              () -> Restoration.run(disk, new FaultyDisk(2), RestorePoint.END, listener)));
    }
    try (Engine engine = open()) {
      assertEquals(List.of(), engine.recovery().passedOver());
      assertEquals(snapshots.getFirst().sequence(), engine.recovery().snapshotSequence());
    }
  }

  private static long rows(RestoreReport report) {
    return report.tables().stream()
        .filter(table -> !table.system())
        .mapToLong(TableHash::rows)
        .sum();
  }

  private static RestoreReport restore(Disk source) {
    return Restoration.run(source, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT);
  }

  @Test
  void shouldRestoreFromTheNextOlder() {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    RestoreReport report = restore(disk);
    assertEquals(snapshots.getLast().sequence(), report.snapshotSequence());
    assertEquals(1, report.passedOver().size());
    assertTrue(report.passedOver().getFirst().contains("by state hash"));
    assertEquals(400, rows(report));
  }

  private static void save(BackupStream backup, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(1 << 16);
      while (backup.read(piece.clear())) {
        channel.write(piece.flip());
      }
    }
  }

  /** The server that passed over it knows better than to hand it out. */
  @Test
  void shouldBackUpWhatCanBeRestored() throws IOException {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    for (boolean history : new boolean[] {false, true}) {
      Path file = folder.resolve("backup-" + history);
      try (Engine engine = open();
          BackupStream backup = engine.backup(history).orElseThrow()) {
        save(backup, file);
      }
      try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
        RestoreReport report = restore(backup);
        assertEquals(List.of(), report.passedOver(), "history " + history);
        assertEquals(400, rows(report));
      }
    }
  }

  /** Two good ones are to be kept, and it is none. */
  @Test
  void shouldNotCountAsOneOfTheSnapshotsToKeep() {
    List<SnapshotInfo> snapshots = run();
    PatchedSnapshot.rewrite(
        disk, snapshots.getFirst().file(), meta -> PatchedSnapshot.withHash(meta, 4711));
    try (Engine engine = open()) {
      engine.snapshot().join();
      assertEquals(2, engine.snapshots().size());
      assertEquals(snapshots.getLast(), engine.snapshots().getLast());
    }
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
    assertTrue(damage.reason().contains("by state hash"), damage.reason());
    RestoreRefused refused = assertThrows(RestoreRefused.class, () -> restore(disk));
    assertTrue(refused.getMessage().contains("by state hash"), refused.getMessage());
  }
}
