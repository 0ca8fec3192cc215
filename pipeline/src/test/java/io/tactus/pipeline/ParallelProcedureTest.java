package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelProcedureTest {
  private static final int ROWS = 24_000;
  private static final int ROWS_PER_FILL = 8_000;

  /** Fills a table and does one kind of parallel work for each number. */
  static final class Crowd implements Plugin {
    @Override
    public String name() {
      return "crowd";
    }

    @Override
    public void register(Registry registry) {
      registry
          .table(
              """
              {"name":"people","primaryKey":["id"],"fields":[{"name":"id","type":"u64"},
               {"name":"gold","type":"i64","min":0,"max":1000000},{"name":"mood","type":"f32"},
               {"name":"note","type":"string(8)","nullable":true},{"name":"tag","type":"u32"}],
               "indexes":[{"name":"by_tag","fields":["tag"],"unique":true}]}\
              """)
          .procedure(
              ProcedureDefinition.named("crowd.fill").parameter("first", "u64").build(),
              (context, in, out) -> fill(context.table("people"), in.getLong("first")))
          .procedure(
              ProcedureDefinition.named("crowd.work")
                  .parameter("kind", "string(20)")
                  .result("value", "i64")
                  .build(),
              (context, in, out) -> out.setLong("value", work(context, in.getString("kind"))))
          .procedure(
              ProcedureDefinition.named("crowd.read")
                  .parameter("kind", "string(20)")
                  .result("value", "i64")
                  .readOnly()
                  .build(),
              (context, in, out) -> out.setLong("value", work(context, in.getString("kind"))));
    }

    private static void fill(Table people, long first) {
      Column id = people.column("id");
      for (long i = first; i < first + ROWS_PER_FILL; i++) {
        people
            .insert()
            .set(id, i)
            .set(people.column("gold"), i % 100)
            .set(people.column("mood"), (double) (i % 7) / 3)
            .set(people.column("tag"), i)
            .commit();
      }
    }

    private static long work(Context context, String kind) {
      Table people = context.table("people");
      Column id = people.column("id");
      Column gold = people.column("gold");
      Column mood = people.column("mood");
      Column note = people.column("note");
      RandomGenerator random = context.random();
      return switch (kind) {
        case "count" -> people.parallel().where(row -> row.getLong(gold) < 10).count();
        case "sum" ->
            people.parallel()
                .reduce(
                    () -> new long[1],
                    (sum, row) -> sum[0] += row.getLong(gold),
                    (left, right) -> {
                      left[0] += right[0];
                      return left;
                    })[0];
        case "floats" ->
            Double.doubleToLongBits(
                people.parallel()
                    .reduce(
                        () -> new double[1],
                        (sum, row) -> sum[0] += row.getDouble(mood),
                        (left, right) -> {
                          left[0] += right[0];
                          return left;
                        })[0]);
        case "map" ->
            people
                .parallel()
                .where(row -> row.getLong(gold) == 99)
                .map(row -> row.getLong(id))
                .stream()
                .mapToLong(Long::longValue)
                .reduce(17, (hash, value) -> hash * 31 + value);
        case "pay" ->
            people
                .parallel()
                .where(row -> row.getLong(gold) % 2 == 0)
                .update(
                    row -> {
                      row.set(gold, row.getLong(gold) + 7);
                      row.set(mood, row.getDouble(mood) / 2).set(note, "paid" + row.getLong(gold));
                    },
                    gold,
                    mood,
                    note);
        case "same" -> people.parallel().update(row -> row.set(gold, row.getLong(gold)), gold);
        case "unbounded" ->
            people
                .parallel()
                .update(
                    row -> row.set(gold, row.getLong(id) > 12_000 ? -row.getLong(id) : 1), gold);
        case "reject" ->
            people
                .parallel()
                .update(
                    row -> {
                      if (row.getLong(id) % 10_000 == 9_999) {
                        throw context.reject("no", "not " + row.getLong(id));
                      }
                      row.set(gold, 5);
                    },
                    gold);
        case "caught" -> {
          try {
            work(context, "reject");
          } catch (Rejection e) {
            yield work(context, "count");
          }
          yield -1;
        }
        case "key" -> people.parallel().update(row -> row.set(id, 1), id);
        case "index" -> people.parallel().update(row -> {}, people.column("tag"));
        case "unnamed" -> people.parallel().update(row -> row.set(mood, 1.0), gold);
        case "find" -> people.parallel().where(row -> people.find(1) != null).count();
        case "random" -> people.parallel().where(row -> random.nextBoolean()).count();
        case "table" ->
            people.parallel().where(row -> context.table("people").rowCount() > 0).count();
        case "nested" -> people.parallel().where(row -> people.parallel() != null).count();
        default -> throw context.reject("unknown", kind);
      };
    }
  }

  @TempDir Path folder;

  private Engine open(int workers, long budget) throws IOException {
    return Engine.open(
        EngineConfig.builder()
            .segmentBytes(1 << 20)
            .maxLogicalPages(8192)
            .workBudget(budget)
            .hashEveryCommands(1)
            .parallelWorkers(workers)
            .plugin(new PluginSource.BuiltIn(new Crowd()))
            .build(),
        NioDisk.at(folder.resolve("data" + workers)),
        ProgressListener.SILENT);
  }

  private static void fill(EngineClient client) {
    for (long first = 0; first < ROWS; first += ROWS_PER_FILL) {
      long from = first;
      client.call("crowd.fill", in -> in.setLong("first", from)).expectApplied();
    }
  }

  private static String work(EngineClient client, String kind) {
    return client.numberOrRejection("crowd.work", in -> in.setString("kind", kind));
  }

  private static final List<String> KINDS =
      List.of(
          "count",
          "sum",
          "floats",
          "map",
          "pay",
          "sum",
          "same",
          "unbounded",
          "sum",
          "reject",
          "caught",
          "key",
          "index",
          "unnamed",
          "find",
          "random",
          "table",
          "nested",
          "floats");

  @Test
  void shouldAnswerAlikeWithAnyNumberOfThreads() throws IOException {
    List<List<String>> answers = new ArrayList<>();
    List<Long> hashes = new ArrayList<>();
    for (int workers = 0; workers <= 3; workers++) {
      List<String> all = new ArrayList<>();
      try (Engine engine = open(workers, 1_000_000)) {
        EngineClient client = new EngineClient(engine);
        fill(client);
        for (String kind : KINDS) {
          all.add(kind + ": " + work(client, kind));
        }
        assertEquals(EngineStatus.RUNNING, engine.status());
        hashes.add(engine.store().hashes().userTotal());
      }
      answers.add(all);
    }
    for (int workers = 1; workers <= 3; workers++) {
      assertEquals(answers.get(0), answers.get(workers), workers + " workers");
      assertEquals(hashes.get(0), hashes.get(workers));
    }
    List<String> all = answers.get(0);
    long paid = ROWS / 2;
    assertEquals("count: 2400", all.get(0));
    assertEquals("sum: " + 4950L * ROWS / 100, all.get(1));
    assertEquals("pay: " + paid, all.get(4));
    assertEquals("sum: " + (4950L * ROWS / 100 + 7 * paid), all.get(5));
    assertEquals("same: 0", all.get(6));
    assertTrue(all.get(7).contains("-12001 is below"), all.get(7));
    assertEquals(all.get(5), all.get(8), "nothing is left of what was refused");
    assertEquals("reject: PROCEDURE not 9999", all.get(9));
    assertTrue(all.get(11).contains("part of a key or an index"), all.get(11));
    assertTrue(all.get(12).contains("'tag'"), all.get(12));
    assertTrue(all.get(13).contains("mood was not named"), all.get(13));
    for (int i = 14; i <= 17; i++) {
      assertTrue(all.get(i).contains("nothing else of the context"), all.get(i));
    }
  }

  @Test
  void shouldReplayWhatThreadsDid() throws IOException {
    try (Engine engine = open(1, 1_000_000)) {
      EngineClient client = new EngineClient(engine);
      fill(client);
      for (String kind : KINDS) {
        work(client, kind);
      }
    }
    Disk disk = NioDisk.existing(folder.resolve("data1"));
    PluginStore plugins =
        new PluginStore(disk).withBuiltIn(List.of(new PluginSource.BuiltIn(new Crowd())));
    try (ReplaySession session =
        ReplaySession.open(disk, plugins, CommitListener.NONE, ReplySink.NONE)) {
      session.seekSequence(session.lastSequence());
      assertEquals(0, session.firstDivergence());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldReadVersionsButNotChangeThem(int workers) throws IOException {
    try (Engine engine = open(workers, 1_000_000)) {
      EngineClient client = new EngineClient(engine);
      fill(client);
      try (Reader reader = engine.store().versions().register()) {
        var version = reader.pin();
        assertEquals(
            2400,
            EngineClient.readOnly(
                    engine, "crowd.read", version, in -> in.setString("kind", "count"))
                .getLong(0));
        Rejection refused =
            assertThrows(
                Rejection.class,
                () ->
                    EngineClient.readOnly(
                        engine, "crowd.read", version, in -> in.setString("kind", "pay")));
        assertTrue(refused.getMessage().contains("changes nothing"), refused.getMessage());
        reader.unpin();
      }
    }
  }

  /** Rows and pages read count before any is read; those written as they are written. */
  @Test
  void shouldChargeTheWorkBudgetAlike() throws IOException {
    List<String> answers = new ArrayList<>();
    for (int workers = 0; workers <= 2; workers++) {
      try (Engine engine = open(workers, ROWS + ROWS / 4)) {
        EngineClient client = new EngineClient(engine);
        fill(client);
        answers.add(work(client, "sum") + work(client, "pay"));
        assertEquals(RejectionCode.WORK_BUDGET, payRefusal(client));
      }
    }
    assertEquals(answers.get(0), answers.get(1));
    assertEquals(answers.get(0), answers.get(2));
  }

  private static RejectionCode payRefusal(EngineClient client) {
    return client.call("crowd.work", in -> in.setString("kind", "pay")).rejection().code();
  }
}
