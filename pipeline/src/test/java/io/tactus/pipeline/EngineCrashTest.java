package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Durability;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.table.UpdateOperator;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole engines on a disk that crashes: whatever was acknowledged is there after the restart, once,
 * and no command is there in part.
 */
class EngineCrashTest {
  private static final String LEDGER =
      """
      {"name":"ledger","fields":[{"name":"id","type":"u64"},{"name":"value","type":"i64"}],
       "primaryKey":["id"]}\
      """;

  /** One history of runs and crashes. */
  private static final class Simulation {
    private final SplittableRandom random;
    private final Durability durability;
    private final CrashMode mode;
    private final StepClock clock = new StepClock();
    private final BitSet acknowledged = new BitSet();
    private final RowDraft draft = new RowDraft();
    private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    private FaultyDisk disk;
    private long nextId = 1;
    private long crashes;

    Simulation(long seed, Durability durability, CrashMode mode) {
      this.random = new SplittableRandom(seed);
      this.durability = durability;
      this.mode = mode;
      this.disk = new FaultyDisk(seed);
    }

    private EngineConfig config() {
      return EngineConfig.builder()
          .durability(durability)
          .segmentBytes(1 << 14)
          .maxLogicalPages(2048)
          .ringSlots(64)
          .slotBytes(256)
          .maxCommandBytes(4096)
          .resultLimitBytes(1 << 14)
          .replyRingBytes(1 << 17)
          .changeLogBytes(ChangeLog.MIN_BYTES)
          .snapshotEveryCommands(40)
          .snapshotBytesPerSecond(0)
          .hashEveryCommands(3)
          .build();
    }

    void run(int rounds) {
      for (int round = 0; round < rounds; round++) {
        disk.crashAt(1 + random.nextInt(120));
        runUntilCrash();
        crashes++;
        disk = disk.afterCrash(mode);
        check();
      }
    }

    private void runUntilCrash() {
      StepEngine engine;
      try {
        engine = StepEngine.open(config(), disk, clock);
      } catch (RuntimeException e) {
        return;
      }
      try {
        Submitter submitter = engine.submitter(() -> {});
        while (engine.engine().status() == EngineStatus.RUNNING) {
          work(engine, submitter);
          clock.advanceNs(random.nextInt(1_000_000));
          if (random.nextInt(50) == 0) {
            clock.jumpMicros(random.nextInt(2_000_000) - 1_000_000);
          }
        }
        engine.step(Integer.MAX_VALUE);
        drain(submitter);
      } finally {
        engine.crash();
      }
    }

    private void work(StepEngine engine, Submitter submitter) {
      Catalog catalog = catalog(engine.store());
      int commands = 1 + random.nextInt(8);
      for (int i = 0; i < commands; i++) {
        if (catalog.table("ledger") == null) {
          createLedger(submitter);
          break;
        }
        submitter.trySubmit(
            RecordType.OPERATIONS, 0, 0, 0, encode(catalog), 0, length, nextId, 2048);
        nextId++;
      }
      engine.beat();
      engine.step(1 + random.nextInt(8));
      if (random.nextBoolean()) {
        drain(submitter);
      }
    }

    private void drain(Submitter submitter) {
      submitter.drain(
          (correlation, outcome, sequence, tick, body, offset, bytes) -> {
            if (outcome == Outcome.APPLIED && correlation > 0) {
              acknowledged.set((int) correlation);
            }
          });
    }

    private void createLedger(Submitter submitter) {
      ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(256);
      int bytes = new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, LEDGER).encode(body, 0);
      submitter.trySubmit(RecordType.SCHEMA, 0, 0, 0, body, 0, bytes, 0, 1024);
    }

    private int length;

    /** Inserts the row {@code nextId} and counts it in row 0, as one transaction. */
    private DirectBuffer encode(Catalog catalog) {
      RowLayout layout = catalog.table("ledger").layout();
      OperationsEncoder encoder = new OperationsEncoder().begin();
      draft.reset(layout);
      draft.setLong(0, nextId);
      draft.setLong(1, nextId * 3);
      encoder.insert(draft, false);
      draft.reset(layout);
      draft.setLong(0, 0);
      draft.setLong(1, 0);
      encoder.insertOrIgnore(draft, false);
      layout.copyKey(draft.rowAddress(), key.addressOffset());
      FieldOperators operators = new FieldOperators();
      operators.add(1, UpdateOperator.ADD, 1);
      encoder.update(key.addressOffset(), draft.reset(layout), operators, false);
      length = encoder.end();
      return encoder.buffer();
    }

    private static Catalog catalog(Store store) {
      try (Reader reader = store.versions().register()) {
        return reader.pin().catalog(Catalog.class);
      }
    }

    /** What a restart finds: every acknowledged row, each command whole, and the same by replay. */
    private void check() {
      try (StepEngine engine = StepEngine.open(config(), disk, clock);
          Reader reader = engine.store().versions().register()) {
        Version version = reader.pin();
        Catalog catalog = version.catalog(Catalog.class);
        if (catalog.table("ledger") == null) {
          assertTrue(acknowledged.isEmpty(), () -> "lost with its table: " + acknowledged);
          return;
        }
        BitSet found = new BitSet();
        long counted = 0;
        TableReader table = new TableReader().bind(version, catalog.table("ledger"));
        ScanCursor cursor = new ScanCursor();
        table.scan(cursor);
        RowView row = new RowView();
        while (cursor.next()) {
          row.wrap(table.layout(), cursor.address());
          if (row.getLong(0) == 0) {
            counted = row.getLong(1);
          } else {
            assertEquals(row.getLong(0) * 3, row.getLong(1));
            found.set((int) row.getLong(0));
          }
        }
        assertEquals(found.cardinality(), counted, "a command is there in part, or twice");
        BitSet lost = (BitSet) acknowledged.clone();
        lost.andNot(found);
        assertTrue(lost.isEmpty(), "acknowledged, but lost: " + lost);
        acknowledged.or(found);
        try (ReplaySession session = ReplaySession.open(disk)) {
          session.seekSequence(session.lastSequence());
          assertEquals(0, session.firstDivergence());
          assertEquals(Store.hashes(version), session.hashes());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldKeepWhatWasAcknowledgedWhenThePowerGoes(long seed) {
    for (CrashMode mode : CrashMode.values()) {
      Simulation simulation = new Simulation(seed, Durability.FSYNC, mode);
      simulation.run(12);
      assertEquals(12, simulation.crashes);
      assertTrue(simulation.nextId > 100, "too little was done: " + simulation.nextId);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldKeepWhatWasAcknowledgedWhenTheProcessIsKilled(long seed) {
    new Simulation(seed, Durability.OS, CrashMode.KEEP_UNFORCED).run(12);
  }

  /** The suite must notice replies that go out before the force: that is what {@code os} is. */
  @Test
  void shouldNoticeRepliesBeforeForce() {
    expectLoss(Durability.OS, CrashMode.LOSE_UNFORCED);
  }

  /** The suite must notice commands that never reach the file: that is what {@code none} is. */
  @Test
  void shouldNoticeASkippedJournal() {
    expectLoss(Durability.NONE, CrashMode.KEEP_UNFORCED);
  }

  private static void expectLoss(Durability durability, CrashMode mode) {
    AssertionError noticed =
        assertThrows(
            AssertionError.class,
            () -> {
              for (long seed = 1; seed < 20; seed++) {
                new Simulation(seed, durability, mode).run(4);
              }
            });
    assertTrue(noticed.getMessage().contains("lost"), noticed.getMessage());
  }
}
