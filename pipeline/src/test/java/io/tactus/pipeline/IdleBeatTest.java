package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tick handlers that wait for rows: beats without any are not journaled. */
class IdleBeatTest {
  private static final long BEAT_NS = 1_000_000_000 / 50;

  /** Works off one row a beat, and notes on which. */
  static final class Worker implements Plugin {
    @Override
    public String name() {
      return "worker";
    }

    @Override
    public void register(Registry registry) {
      for (String table : List.of("jobs", "done")) {
        registry.table(
            "{\"name\":\"%s\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"}],\"primaryKey\":[\"id\"]}"
                .formatted(table));
      }
      registry.onTickWhileNotEmpty("worker.work", 1, "jobs", Worker::work);
      registry.onTickWhileNotEmpty("worker.lost", 1, "no_such_table", Worker::work);
    }

    private static void work(Context context) {
      Table jobs = context.table("jobs");
      Scan scan = jobs.scan();
      assertTrue(scan.next(), "called without a row");
      jobs.delete(scan.getLong(jobs.column("id")));
      Table done = context.table("done");
      done.insert().set(done.column("id"), context.tick()).commit();
    }
  }

  private final FaultyDisk disk = new FaultyDisk(1);
  private final StepClock clock = new StepClock();

  private StepEngine open(ApplyMode mode) {
    return StepEngine.open(
        EngineTest.small()
            .tickRateHz(50)
            .applyMode(mode)
            .hashEveryCommands(1)
            .plugin(new PluginSource.BuiltIn(new Worker()))
            .build(),
        disk,
        clock);
  }

  private int beats(StepEngine engine, int beats) {
    int commands = 0;
    for (int i = 0; i < beats; i++) {
      clock.advanceNs(BEAT_NS);
      engine.beat();
      commands += engine.step(10);
    }
    return commands;
  }

  private static void addJobs(StepEngine engine, int jobs) {
    RowLayout layout;
    try (Reader reader = engine.store().versions().register()) {
      layout = reader.pin().catalog(Catalog.class).table("jobs").layout();
    }
    OperationsEncoder encoder = new OperationsEncoder().begin();
    for (int i = 0; i < jobs; i++) {
      RowDraft job = new RowDraft().reset(layout);
      job.setLong(0, i);
      encoder.insert(job, false);
    }
    int length = encoder.end();
    Admission admission =
        engine
            .submitter(() -> {})
            .trySubmit(RecordType.OPERATIONS, 0, 0, 0, encoder.buffer(), 0, length, 1, 1024);
    assertEquals(Admission.ACCEPTED, admission);
    engine.step(10);
  }

  private static long rows(StepEngine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin()).rows();
    }
  }

  @ParameterizedTest
  @EnumSource(ApplyMode.class)
  void shouldJournalBeatsOnlyWhileThereAreRows(ApplyMode mode) {
    try (StepEngine engine = open(mode)) {
      beats(engine, 1); // in apply mode tick the first one stands for what the start journaled
      assertEquals(0, beats(engine, 100));
      addJobs(engine, 3);
      assertEquals(3, beats(engine, 100));
      assertEquals(3, rows(engine), "jobs done");
      assertEquals(0, beats(engine, 100));
      addJobs(engine, 2);
    }
    try (StepEngine engine = open(mode)) {
      assertTrue(beats(engine, 10) >= 2, "rows found at the start count as well");
      assertEquals(5, rows(engine));
      assertEquals(0, beats(engine, 10));
    }
    PluginStore plugins =
        new PluginStore(disk).withBuiltIn(List.of(new PluginSource.BuiltIn(new Worker())));
    try (ReplaySession session =
        ReplaySession.open(disk, plugins, CommitListener.NONE, ReplySink.NONE)) {
      session.seekSequence(session.lastSequence());
      assertEquals(0, session.firstDivergence());
      assertTrue(session.hashesCompared() > 3, "hashes " + session.hashesCompared());
      assertEquals(5, session.hashes().rows());
    }
  }

  /**
   * The beat looks at the table itself: an earlier handler of the same beat may have emptied it.
   */
  @Test
  void shouldNotCallTheSecondHandlerOfABeatWhenTheFirstTookTheLastRow() {
    Plugin two =
        new Plugin() {
          @Override
          public String name() {
            return "two";
          }

          @Override
          public void register(Registry registry) {
            new Worker().register(registry);
            registry.onTickWhileNotEmpty("two.work", 1, "jobs", Worker::work);
          }
        };
    EngineConfig config =
        EngineTest.small().tickRateHz(50).plugin(new PluginSource.BuiltIn(two)).build();
    try (StepEngine engine = StepEngine.open(config, disk, clock)) {
      addJobs(engine, 1);
      assertEquals(1, beats(engine, 10));
      assertEquals(1, rows(engine));
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
    }
  }
}
