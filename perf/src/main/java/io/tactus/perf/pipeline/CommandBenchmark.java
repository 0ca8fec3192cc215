package io.tactus.perf.pipeline;

import io.tactus.journal.Durability;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.perf.process.TemporaryFolder;
import io.tactus.pipeline.Admission;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ReplyHandler;
import io.tactus.pipeline.Submitter;
import io.tactus.pipeline.ThreadLayout;
import io.tactus.pipeline.WaitStrategyKind;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One-field updates of random rows, submitted in groups and waited for: what a command costs from
 * the slot to its reply. With {@code -prof gc} it shows what one allocates, on all threads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--enable-native-access=ALL-UNNAMED",
      "-XX:+UseSerialGC"
    })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class CommandBenchmark {
  private static final int GROUP = 64;
  private static final long ROWS = 10_000;
  private static final String TABLE =
      """
      {"name":"players","primaryKey":["id"],"fields":[
        {"name":"id","type":"u64"},{"name":"name","type":"string(32)"},
        {"name":"gold","type":"i64"}]}""";

  /** An engine over a temporary folder, with a filled table. */
  @State(Scope.Thread)
  public static class Running {
    @Param({"NONE", "OS", "FSYNC"})
    public Durability durability;

    @Param({"FUSED", "SPLIT"})
    public ThreadLayout layout;

    @Param("PHASED")
    public WaitStrategyKind waiting;

    final OperationsEncoder encoder = new OperationsEncoder();
    private final RowDraft draft = new RowDraft();
    private final FieldOperators operators = new FieldOperators();
    private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    private final ReplyHandler replies = this::onReply;
    private TemporaryFolder folder;
    private Engine engine;
    private Submitter submitter;
    private RowLayout players;
    private long random = 0x9E3779B97F4A7C15L;
    private long refused;

    @Setup
    public void open() throws IOException {
      folder = TemporaryFolder.create("tactus-jmh-");
      EngineConfig config =
          EngineConfig.builder()
              .durability(durability)
              .layout(layout)
              .waitStrategy(waiting)
              .snapshotEveryCommands(0)
              .build();
      engine = Engine.open(config, NioDisk.at(folder.path()), (stage, done, of) -> {});
      submitter = engine.submitter(() -> {});
      ExpandableDirectByteBuffer schema = new ExpandableDirectByteBuffer(512);
      int length = new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, TABLE).encode(schema, 0);
      submit(RecordType.SCHEMA, schema, length, 1024);
      await();
      try (Reader reader = engine.store().versions().register()) {
        players = reader.pin().catalog(Catalog.class).table("players").layout();
      }
      for (long id = 1; id <= ROWS; id++) {
        draft.reset(players);
        draft.setLong(0, id);
        draft.setString(1, "player " + id);
        draft.setLong(2, 0);
        encoder.begin().insert(draft, false);
        submit(RecordType.OPERATIONS, encoder.buffer(), encoder.end(), encoder.replyBytes());
        if (id % GROUP == 0 || id == ROWS) {
          await();
        }
      }
    }

    @TearDown
    public void close() {
      engine.close();
      folder.close();
      if (refused > 0) {
        throw new IllegalStateException(refused + " commands were refused");
      }
    }

    void update() {
      random ^= random << 13;
      random ^= random >>> 7;
      random ^= random << 17;
      draft.reset(players);
      draft.setLong(0, 1 + Long.remainderUnsigned(random, ROWS));
      players.copyKey(draft.rowAddress(), key.addressOffset());
      operators.clear();
      operators.add(2, UpdateOperator.ADD, 1);
      encoder.begin().update(key.addressOffset(), draft.reset(players), operators, false);
      submit(RecordType.OPERATIONS, encoder.buffer(), encoder.end(), encoder.replyBytes());
    }

    private void submit(int type, DirectBuffer body, int length, int replyBytes) {
      Admission admission = submitter.trySubmit(type, 0, 0, 0, body, 0, length, 0, replyBytes);
      if (admission != Admission.ACCEPTED) {
        throw new IllegalStateException(admission.toString());
      }
    }

    void await() {
      while (submitter.inFlight() > 0) {
        if (submitter.drain(replies) == 0) {
          YieldingIdleStrategy.INSTANCE.idle();
        }
      }
    }

    private void onReply(
        long correlation,
        Outcome outcome,
        long sequence,
        long tick,
        DirectBuffer body,
        int offset,
        int length) {
      refused += outcome == Outcome.APPLIED ? 0 : 1;
    }
  }

  /** 64 commands in flight at once; the time is that of one. */
  @Benchmark
  @OperationsPerInvocation(GROUP)
  public void commandInAGroup(Running running) {
    for (int i = 0; i < GROUP; i++) {
      running.update();
    }
    running.await();
  }

  /** One command, and nothing else until its reply is there. */
  @Benchmark
  public void commandAlone(Running running) {
    running.update();
    running.await();
  }
}
