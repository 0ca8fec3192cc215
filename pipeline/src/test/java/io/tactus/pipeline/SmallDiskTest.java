package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.disk.DiskReport.State;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system of 8 MiB that really fills up. Only where the test may mount one, itself or by
 * sudo without a password; with {@code TACTUS_MOUNT=required} it fails where it may not.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SmallDiskTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  private Path mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    Path at = Files.createDirectory(folder.resolve("small"));
    boolean mounts =
        asRoot("mount", "-t", "tmpfs", "-o", "size=8m,mode=777", "tmpfs", at.toString());
    if (!mounts && !"required".equals(System.getenv("TACTUS_MOUNT"))) {
      System.err.println("=".repeat(90));
      System.err.println("SKIPPED: no right to mount, so no disk was really full (SmallDiskTest)");
      System.err.println("=".repeat(90));
      assumeTrue(false, "cannot mount");
    }
    assertTrue(mounts, "TACTUS_MOUNT=required, and a file system cannot be mounted here");
    mounted = at;
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted != null) {
      assertTrue(asRoot("umount", mounted.toString()), "cannot unmount " + mounted);
    }
  }

  private static boolean asRoot(String... command) throws IOException, InterruptedException {
    if (run(command)) {
      return true;
    }
    String[] bySudo = new String[command.length + 2];
    bySudo[0] = "sudo";
    bySudo[1] = "-n";
    System.arraycopy(command, 0, bySudo, 2, command.length);
    return run(bySudo);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static EngineConfig config() {
    return EngineTest.small()
        .segmentBytes(MIB)
        .snapshotEveryCommands(0)
        .diskLimits(new DiskLimits(4 * MIB, 2 * MIB, 2_000_000_000L, 2_000_000))
        .build();
  }

  private static void insert(EngineClient client, int id) {
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, "player " + id);
    client.operations(new OperationsEncoder().begin().insert(draft, false)).expectApplied();
  }

  private static long rows(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin()).rows();
    }
  }

  private static boolean refuses(EngineClient client) {
    UnsafeBuffer body = new UnsafeBuffer(new byte[8]);
    // Too short to be a command: whether it is let in is all that is asked.
    Admission admission = client.submitter().trySubmit(1, 0, 0, 0, body, 0, 4, Long.MAX_VALUE, 8);
    if (admission == Admission.ACCEPTED) {
      while (client.submitter().inFlight() > 0) {
        client.submitter().drain((correlation, outcome, sequence, tick, b, o, length) -> {});
      }
    }
    return admission == Admission.DISK_SHORT;
  }

  @Test
  void shouldRefuseBeforeItIsFullAndGoOnWhenThereIsRoom() throws IOException {
    int written = 0;
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      for (int i = 0; i < 10; i++) {
        insert(client, written++);
      }
      Path ballast = mounted.resolve("ballast");
      Files.write(ballast, new byte[Math.toIntExact(mounted.toFile().getUsableSpace() - MIB)]);
      Waiting.until(() -> engine.disk().state() == State.FULL, "full");
      assertTrue(refuses(client));
      assertEquals(EngineStatus.RUNNING, engine.status());
      assertEquals(written, rows(engine), "reads go on");
      Files.delete(ballast);
      Waiting.until(() -> !engine.disk().refusesWrites(), "takes writes again");
      for (int i = 0; i < 10; i++) {
        insert(client, written++);
      }
    }
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      assertEquals(written, rows(engine));
    }
  }

  /** The journal itself fills the disk: it stops short of it, having lost nothing. */
  @Test
  void shouldStopWritingShortOfTheEndOfTheDisk() throws IOException {
    int written = 0;
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      try {
        while (written < 100_000) {
          insert(client, written);
          written++;
        }
      } catch (AssertionError e) {
        assertEquals(Admission.DISK_SHORT.toString(), e.getMessage());
      }
      assertTrue(engine.disk().refusesWrites(), "written " + written);
      assertEquals(EngineStatus.RUNNING, engine.status());
      assertEquals(written, rows(engine));
      assertTrue(mounted.toFile().getUsableSpace() > 0);
    }
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      assertEquals(written, rows(engine));
      assertEquals(State.FULL, engine.disk().state());
    }
  }

  /** A kernel that mounts it read-only after errors leaves a folder that can only be read. */
  @Test
  void shouldRefuseToStartOnAReadOnlyFolderAndChangeNothing()
      throws IOException, InterruptedException {
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      insert(client, 1);
    }
    assertTrue(asRoot("mount", "-o", "remount,ro", mounted.toString()), "cannot mount read-only");
    JournalFailure refused =
        assertThrows(
            JournalFailure.class,
            () -> Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT));
    assertTrue(String.valueOf(refused.getCause()).contains("Read-only"), "" + refused.getCause());
    try (ReplaySession session = ReplaySession.open(NioDisk.existing(mounted))) {
      session.seekSequence(session.lastSequence());
      assertEquals(0, session.firstDivergence());
    }
    assertTrue(asRoot("mount", "-o", "remount,rw", mounted.toString()), "cannot mount again");
    try (Engine engine = Engine.open(config(), NioDisk.at(mounted), ProgressListener.SILENT)) {
      assertEquals(1, rows(engine));
    }
  }
}
