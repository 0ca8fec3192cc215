package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.recovery.RecoveryStopped;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineFailureTest {
  private final FaultyDisk disk = new FaultyDisk(1);

  private Engine open(EngineConfig.Builder config) {
    return Engine.open(config.build(), disk, ProgressListener.SILENT);
  }

  private static Reply insert(EngineClient client, String name) {
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, name);
    return client.operations(new OperationsEncoder().begin().insert(draft, true));
  }

  private static long rows(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin()).rows();
    }
  }

  @ParameterizedTest
  @EnumSource(ThreadLayout.class)
  void shouldRefuseWritesAndServeReadsAfterAFailedForce(ThreadLayout layout) {
    try (Engine engine = open(EngineTest.small().layout(layout))) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      insert(client, "ada").expectApplied();
      engine.snapshot().join(); // behind it nobody but the journal writes
      disk.failNext(DiskOperation.FORCE, "EIO");
      assertEquals(Outcome.OUTCOME_UNKNOWN, insert(client, "bob").outcome());
      assertEquals(EngineStatus.FAILED, engine.status());
      assertNotNull(engine.failure());
      assertEquals(1, rows(engine), "nothing is shown that was not forced");
      UnsafeBuffer body = new UnsafeBuffer(new byte[8]);
      assertEquals(
          Admission.READ_ONLY,
          client.submitter().trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 8, 1, 8));
    }
    try (Engine engine = open(EngineTest.small().layout(layout))) {
      assertTrue(rows(engine) >= 1);
      insert(new EngineClient(engine), "eve").expectApplied();
    }
  }

  @Test
  void shouldRefuseWritesWhenTheDiskIsFull() {
    try (Engine engine = open(EngineTest.small())) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      engine.snapshot().join(); // behind it nobody but the journal writes
      disk.failNext(DiskOperation.WRITE, "ENOSPC");
      assertEquals(Outcome.OUTCOME_UNKNOWN, insert(client, "bob").outcome());
      assertEquals(EngineStatus.FAILED, engine.status());
    }
  }

  @Test
  void shouldRefuseASecondEngineOnTheSameFolder() {
    try (Engine engine = open(EngineTest.small())) {
      assertEquals(EngineStatus.RUNNING, engine.status());
      JournalFailure refused =
          assertThrows(JournalFailure.class, () -> open(EngineTest.small()).close());
      assertTrue(refused.getCause() instanceof DiskLockedException);
    }
  }

  /** A plug-in with a defect that undoing cannot answer for. */
  private record Fatal(boolean armed) implements Plugin {
    @Override
    public String name() {
      return "fatal";
    }

    @Override
    public void register(Registry registry) {
      registry.procedure(
          ProcedureDefinition.named("fatal.run").build(),
          (context, in, out) -> {
            if (armed) {
              throw new OutOfMemoryError("as if");
            }
          });
    }
  }

  @Test
  void shouldHaltOnAnErrorAndGoOnWhenTheCommandIsVoided() {
    EngineConfig.Builder armed =
        EngineTest.small().plugin(new PluginSource.BuiltIn(new Fatal(true)));
    long fatal;
    try (Engine engine = open(armed)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      long before = insert(client, "ada").expectApplied().sequence();
      assertEquals(Outcome.OUTCOME_UNKNOWN, client.call("fatal.run", in -> {}).outcome());
      assertEquals(EngineStatus.HALTED, engine.status());
      assertEquals(1, rows(engine));
      fatal = before + 1;
    }
    RecoveryStopped stopped = assertThrows(RecoveryStopped.class, () -> open(armed).close());
    assertEquals(fatal, stopped.sequence());
    assertTrue(stopped.getCause() instanceof OutOfMemoryError);
    assertTrue(stopped.getMessage().contains("--void " + fatal), stopped.getMessage());
    EngineConfig.Builder mended =
        EngineTest.small().plugin(new PluginSource.BuiltIn(new Fatal(false)));
    try (Engine engine = open(mended.voidSequence(fatal))) {
      assertEquals(1, rows(engine));
      insert(new EngineClient(engine), "bob").expectApplied();
    }
    try (Engine engine = open(mended)) {
      assertEquals(2, rows(engine));
    }
  }

  /** The server was also killed while it wrote the batch behind the command that stops it. */
  @Test
  void shouldVoidACommandThatATornTailFollows() throws IOException {
    EngineConfig.Builder armed =
        EngineTest.small().plugin(new PluginSource.BuiltIn(new Fatal(true)));
    long fatal;
    try (Engine engine = open(armed)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      fatal = insert(client, "ada").expectApplied().sequence() + 1;
      assertEquals(Outcome.OUTCOME_UNKNOWN, client.call("fatal.run", in -> {}).outcome());
    }
    FaultyDisk torn = tornBehind(fatal);
    assertEquals(fatal, JournalScan.scan(torn, 1).tornTail().orElseThrow().lastSequence());
    EngineConfig.Builder mended =
        EngineTest.small().plugin(new PluginSource.BuiltIn(new Fatal(false)));
    EngineConfig voiding = mended.voidSequence(fatal).build();
    try (Engine engine = Engine.open(voiding, torn, ProgressListener.SILENT)) {
      assertEquals(1, rows(engine));
      insert(new EngineClient(engine), "bob").expectApplied();
    }
    JournalScan mendedScan = JournalScan.scan(torn, 1);
    assertTrue(mendedScan.tornTail().isEmpty());
    assertTrue(mendedScan.isVoided(fatal));
    try (Engine engine = Engine.open(mended.build(), torn, ProgressListener.SILENT)) {
      assertEquals(2, rows(engine));
    }
  }

  /** The disk after a batch behind this sequence was written in part and never forced. */
  private FaultyDisk tornBehind(long sequence) throws IOException {
    JournalScan scan = JournalScan.scan(disk, 1);
    assertEquals(sequence, scan.lastSequence());
    byte[] contents = "torn in the middle of this batch".getBytes(StandardCharsets.UTF_8);
    UnsafeBuffer body = new UnsafeBuffer(contents);
    // Not closed: that would force it.
    Journal journal =
        Journal.open(JournalConfig.builder().segmentBytes(1 << 20).build(), disk, scan);
    journal.append(
        RecordType.OPERATIONS,
        sequence + 1,
        scan.lastTimestampMicros(),
        scan.lastTick(),
        1,
        0,
        0,
        body,
        0,
        contents.length);
    journal.commit(false);
    FaultyDisk after = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    for (String name : after.list(FolderLayout.JOURNAL)) {
      String path = FolderLayout.JOURNAL + "/" + name;
      byte[] bytes = after.contents(path);
      int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("torn in the middle");
      if (at >= 0) {
        bytes[at + contents.length - 1] = 0;
        after.overwrite(path, bytes);
        return after;
      }
    }
    throw new AssertionError("the batch was not written");
  }

  @Test
  void shouldRefuseToVoidWhatItDoesNotHave() {
    open(EngineTest.small()).close();
    assertThrows(
        IllegalArgumentException.class, () -> open(EngineTest.small().voidSequence(1_000)).close());
  }

  /**
   * Admission never waits: a full ring, a full reply ring, too large a command are said at once.
   */
  @Test
  void shouldRefuseAtOnceWhatDoesNotFit() {
    StepClock clock = new StepClock();
    try (StepEngine engine = StepEngine.open(EngineTest.small().build(), disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      UnsafeBuffer body = new UnsafeBuffer(new byte[2 << 20]);
      assertEquals(
          Admission.TOO_LARGE,
          submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, body.capacity(), 1, 8));
      int accepted = 0;
      while (submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, accepted, 8)
          == Admission.ACCEPTED) {
        accepted++;
      }
      assertEquals(256 - 16, accepted);
      assertEquals(accepted, submitter.inFlight());
      while (engine.step(7) > 0) {}
      List<Long> order = new ArrayList<>();
      submitter.drain(
          (correlation, outcome, sequence, tick, reply, offset, length) -> order.add(correlation));
      assertEquals(accepted, order.size());
      for (int i = 0; i < accepted; i++) {
        assertEquals(i, order.get(i));
      }
      assertEquals(0, submitter.inFlight());
      int large = 0;
      while (submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 5000, 1, 8)
          == Admission.ACCEPTED) {
        large++;
      }
      assertEquals(16, large, "large buffers");
      while (engine.step(64) > 0) {}
      submitter.drain((correlation, outcome, sequence, tick, reply, offset, length) -> {});
      int waiting = 0;
      while (submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, 1, 1 << 20)
          == Admission.ACCEPTED) {
        waiting++;
      }
      assertEquals(7, waiting, "reply room");
    }
  }

  @Test
  void shouldAnswerWhatItAdmittedWhenItCloses() {
    StepClock clock = new StepClock();
    StepEngine engine = StepEngine.open(EngineTest.small().build(), disk, clock);
    Submitter submitter = engine.submitter(() -> {});
    UnsafeBuffer body = new UnsafeBuffer(new byte[64]);
    for (int i = 0; i < 20; i++) {
      submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, i, 8);
    }
    engine.close();
    assertEquals(
        20, submitter.drain((correlation, outcome, sequence, tick, reply, offset, length) -> {}));
    assertEquals(
        Admission.SHUTTING_DOWN,
        submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, 1, 8));
    assertEquals(0, disk.afterCrash(CrashMode.KEEP_UNFORCED).openFiles());
  }

  /** In apply mode tick, nothing shows and nobody is answered before the beat. */
  @Test
  void shouldAnswerOnTheBeatInApplyModeTick() {
    StepClock clock = new StepClock();
    EngineConfig config = EngineTest.small().applyMode(ApplyMode.TICK).tickRateHz(10).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      Submitter submitter = engine.submitter(() -> {});
      UnsafeBuffer body = new UnsafeBuffer(new byte[64]);
      ReplyHandler ignore = (correlation, outcome, sequence, tick, reply, offset, length) -> {};
      submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, 1, 8);
      engine.step(10);
      assertEquals(0, submitter.drain(ignore));
      clock.advanceNs(100_000_000);
      engine.beat();
      submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, body, 0, 4, 2, 8);
      engine.step(10);
      assertEquals(1, submitter.drain(ignore), "the one before the beat, not the one after");
      clock.advanceNs(100_000_000);
      engine.beat();
      engine.step(10);
      assertEquals(1, submitter.drain(ignore));
      clock.advanceNs(500_000_000);
      engine.beat();
      assertEquals(0, engine.step(10), "beats with nothing due cost no command");
    }
  }
}
