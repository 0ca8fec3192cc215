package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.recovery.RecoverableContents;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A healthy folder is whole, whatever its server lets go while it is verified. */
class VerifyBesideServerTest {
  private static final EngineConfig CONFIG =
      EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).snapshotsKept(1).build();

  private FaultyDisk before;
  private FaultyDisk after;

  /** One folder at two moments: in between a snapshot was taken, and what was older let go. */
  @BeforeEach
  void run() {
    FaultyDisk disk = new FaultyDisk(1);
    try (Engine engine = Engine.open(CONFIG, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      int id = fill(client, 0);
      engine.snapshot().join();
      SnapshotInfo old = engine.snapshots().getFirst();
      id = fill(client, id);
      before = disk.copy();
      engine.snapshot().join();
      fill(client, id);
      while (engine.snapshots().contains(old)) {
        Thread.onSpinWait();
      }
    }
    after = disk.copy();
  }

  private static int fill(EngineClient client, int from) {
    for (int id = from; id < from + 300; id++) {
      Ledger.insert(client, id).expectApplied();
    }
    return from + 300;
  }

  /** Shows the folder as it was, and from an operation on as it is then. Open files stay open. */
  private final class Changing {
    private final long changeAt;
    private long operations;

    Changing(long changeAt) {
      this.changeAt = changeAt;
    }

    Disk disk() {
      return (Disk)
          Proxy.newProxyInstance(
              Disk.class.getClassLoader(),
              new Class<?>[] {Disk.class},
              (proxy, method, arguments) -> {
                try {
                  return method.invoke(++operations < changeAt ? before : after, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void shouldFindAHealthyFolderWholeWheneverOldHistoryGoes() {
    Changing never = new Changing(Long.MAX_VALUE);
    assertTrue(JournalVerifier.verify(never.disk(), new RecoverableContents()).ok());
    assertTrue(never.operations > 10, "operations " + never.operations);
    for (long at = 1; at <= never.operations; at++) {
      long changeAt = at;
      JournalVerifier.Report report =
          JournalVerifier.verify(new Changing(at).disk(), new RecoverableContents());
      assertTrue(report.ok(), () -> "changed at operation " + changeAt + ": " + report.lines());
    }
  }

  /** What stays wrong when nothing moves any more is told. */
  @Test
  void shouldStillFindDamageThatIsThere() throws Exception {
    String file = lastSnapshot().file();
    byte[] bytes = after.contents(file);
    bytes[bytes.length / 2] ^= 1;
    after.overwrite(file, bytes);
    JournalVerifier.Report report =
        JournalVerifier.verify(new Changing(5).disk(), new RecoverableContents());
    assertFalse(report.ok());
    assertEquals(file, report.damages().getLast().file());
  }

  private SnapshotInfo lastSnapshot() {
    return new SnapshotFolder(after).list().getFirst();
  }
}
