package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.journal.Durability;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the slot to the reply nothing is allocated per command, once everything has grown. */
class EngineAllocationTest {
  private static final int BATCH = 16;

  /**
   * For the compiler to come to an end: time, because a quick machine has many rounds in little.
   */
  private static final long MOST_NS = TimeUnit.SECONDS.toNanos(20);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private final RowDraft draft = new RowDraft();
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private final FieldOperators operators = new FieldOperators();
  private final OperationsEncoder encoder = new OperationsEncoder();
  private long applied;
  private final ReplyHandler replies =
      (correlation, outcome, sequence, tick, body, offset, length) ->
          applied += outcome == Outcome.APPLIED ? 1 : 0;

  @Test
  void shouldAllocateNothingPerCommand() throws IOException {
    EngineConfig config =
        EngineTest.small()
            .durability(Durability.OS)
            .segmentBytes(64 << 20)
            .hashEveryCommands(0)
            .snapshotEveryCommands(0)
            .plugin(new PluginSource.BuiltIn(new ProcedureTest.Counting()))
            .build();
    try (StepEngine engine = StepEngine.open(config, NioDisk.at(folder), EngineClock.SYSTEM)) {
      Submitter submitter = engine.submitter(() -> {});
      ExpandableDirectByteBuffer schema = new ExpandableDirectByteBuffer(512);
      int length =
          new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, EngineTest.PLAYERS).encode(schema, 0);
      submitter.trySubmit(RecordType.SCHEMA, 0, 0, 0, schema, 0, length, 0, 1024);
      engine.step(1);
      RowLayout players = layout(engine);

      int warmUp = 40_000;
      int measured = 10_000;
      applied = 0;
      for (int i = 0; i < warmUp / BATCH; i++) {
        batch(engine, submitter, players);
      }
      // One round without: a table that grows takes a few objects now and then, and so does code
      // that is not compiled yet; what is allocated per command shows in every round.
      long least = Long.MAX_VALUE;
      int rounds = 0;
      long begunNs = System.nanoTime();
      while (least >= measured / 10 && System.nanoTime() - begunNs < MOST_NS) {
        rounds++;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < measured / BATCH; i++) {
          batch(engine, submitter, players);
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(1 + warmUp + rounds * measured, applied);
      assertTrue(least < measured / 10, least + " bytes for " + measured + " commands and replies");
    }
  }

  @Test
  void shouldAllocateLittlePerCall() throws IOException {
    EngineConfig config =
        EngineTest.small()
            .durability(Durability.OS)
            .segmentBytes(64 << 20)
            .hashEveryCommands(0)
            .plugin(new PluginSource.BuiltIn(new ProcedureTest.Counting()))
            .build();
    try (StepEngine engine = StepEngine.open(config, NioDisk.at(folder), EngineClock.SYSTEM)) {
      Submitter submitter = engine.submitter(() -> {});
      var definition = engine.engine().procedures().find("counting.add");
      UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
      TupleWriter writer = new TupleWriter().wrap(definition.parameters(), bytes, 0, 256);
      writer.setLong("id", 1).setLong("amount", 1);
      encoder
          .begin()
          .call(
              definition,
              new TupleReader().wrap(definition.parameters(), bytes, 0, writer.finish()),
              1024);
      int length = encoder.end();
      for (int i = 0; i < 5_000; i++) {
        call(engine, submitter, length);
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        call(engine, submitter, length);
      }
      long used = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertTrue(used < 1_000 * 64 * BATCH, used + " bytes for " + 1_000 * BATCH + " calls");
    }
  }

  private void call(StepEngine engine, Submitter submitter, int length) {
    for (int i = 0; i < BATCH; i++) {
      submitter.trySubmit(
          RecordType.OPERATIONS, 0, 0, 0, encoder.buffer(), 0, length, i, encoder.replyBytes());
    }
    engine.step(BATCH);
    submitter.drain(replies);
  }

  private void batch(StepEngine engine, Submitter submitter, RowLayout players) {
    for (int i = 0; i < BATCH; i++) {
      encoder.begin();
      if (i % 8 == 0) {
        draft.reset(players);
        draft.setString(1, "a player");
        encoder.insert(draft, true);
      } else {
        draft.reset(players);
        draft.setLong(0, 1);
        players.copyKey(draft.rowAddress(), key.addressOffset());
        operators.clear();
        operators.add(2, UpdateOperator.ADD, 1);
        encoder.update(key.addressOffset(), draft.reset(players), operators, true);
      }
      submitter.trySubmit(
          RecordType.OPERATIONS,
          0,
          0,
          0,
          encoder.buffer(),
          0,
          encoder.end(),
          i,
          encoder.replyBytes());
    }
    engine.step(BATCH);
    submitter.drain(replies);
  }

  private static RowLayout layout(StepEngine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return reader.pin().catalog(Catalog.class).table("players").layout();
    }
  }
}
