package io.tactus.pipeline.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineClient;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.ProgressListener;
import io.tactus.storage.RejectionCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in's steps are counted wherever they are taken. */
class MeteredParallelTest {
  private static final int STEPS = 100 * 40_000;

  private static final String SOURCE =
      """
      import io.tactus.pipeline.procedure.*;

      public class Busy implements Plugin {
        public String name() { return "busy"; }

        public void register(Registry registry) {
          registry.table("{\\"name\\":\\"marks\\",\\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"u64\\"},"
              + "{\\"name\\":\\"text\\",\\"type\\":\\"string(240)\\",\\"nullable\\":true}],"
              + "\\"primaryKey\\":[\\"id\\"]}");
          registry.procedure(ProcedureDefinition.named("busy.fill").build(), (context, in, out) -> {
            Table marks = context.table("marks");
            for (int i = 0; i < 4000; i++) {
              marks.insert().set(marks.column("id"), (long) i).commit();
            }
          });
          registry.procedure(ProcedureDefinition.named("busy.work")
              .parameter("rounds", "i64").parameter("from", "i64").result("value", "i64").build(),
              (context, in, out) -> {
                Table marks = context.table("marks");
                Column id = marks.column("id");
                long rounds = in.getLong("rounds");
                long from = in.getLong("from");
                int again = rounds < 0 ? 3 : 1;
                for (int i = 0; i < again; i++) {
                  try {
                    out.setLong("value", marks.parallel().where(row -> {
                      if (row.getLong(id) >= from) {
                        for (long k = 0; k != rounds; k++) { }
                      }
                      return true;
                    }).count());
                  } catch (Throwable e) {
                    if (i + 1 == again) { throw e; }
                  }
                }
              });
        }
      }
      """;

  @TempDir Path folder;

  private Engine open(Path jar, int workers) throws IOException {
    return Engine.open(
        EngineConfig.builder()
            .segmentBytes(1 << 20)
            .maxLogicalPages(4096)
            .workBudget(STEPS / 100)
            .parallelWorkers(workers)
            .plugin(new PluginSource.Jar(jar))
            .build(),
        NioDisk.at(folder.resolve("data" + workers)),
        ProgressListener.SILENT);
  }

  private static String work(EngineClient client, long rounds, long from) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            client.numberOrRejection(
                "busy.work", in -> in.setLong("rounds", rounds).setLong("from", from)));
  }

  @Test
  void shouldStopAnEndlessLoopInOneRowOfOneRange() throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Busy", SOURCE);
    for (int workers = 0; workers <= 2; workers++) {
      try (Engine engine = open(jar, workers)) {
        EngineClient client = new EngineClient(engine);
        client.call("busy.fill", in -> {}).expectApplied();
        assertEquals(
            RejectionCode.WORK_BUDGET + " busy.work used up its work budget",
            work(client, -1, 3999));
        assertEquals("4000", work(client, 0, 0));
        assertEquals(EngineStatus.RUNNING, engine.status());
      }
    }
  }

  /** No range passes the limit alone; the sum of all does, from the same number of rounds on. */
  @Test
  void shouldAddUpTheStepsOfAllRanges() throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Busy", SOURCE);
    List<Long> limits = new ArrayList<>();
    for (int workers = 0; workers <= 2; workers++) {
      try (Engine engine = open(jar, workers)) {
        EngineClient client = new EngineClient(engine);
        client.call("busy.fill", in -> {}).expectApplied();
        long enough = 1;
        long tooMuch = 1 << 20;
        while (enough + 1 < tooMuch) {
          long middle = (enough + tooMuch) / 2;
          boolean done = work(client, middle, 0).equals("4000");
          enough = done ? middle : enough;
          tooMuch = done ? tooMuch : middle;
        }
        limits.add(enough);
      }
    }
    assertEquals(limits.get(0), limits.get(1));
    assertEquals(limits.get(0), limits.get(2));
    assertEquals(STEPS / 4000, limits.get(0), 10);
  }
}
