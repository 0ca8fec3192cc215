package io.tactus.pipeline.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineClient;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.RejectionCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeteredPluginTest {
  private static final String SOURCE =
      """
      import io.tactus.pipeline.procedure.*;

      public class Naughty implements Plugin {
        static int[] table = new int[1000];
        static { for (int i = 0; i < table.length; i++) table[i] = i; }

        public String name() { return "naughty"; }

        public void register(Registry registry) {
          registry.table("{\\"name\\":\\"marks\\",\\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"u64\\"}],"
              + "\\"primaryKey\\":[\\"id\\"]}");
          procedure(registry, "spin", () -> { while (true) { } });
          procedure(registry, "spinDo", () -> { int i = 0; do { i++; } while (i != -1 || true); });
          procedure(registry, "count", () -> { for (long i = 0; i < Long.MAX_VALUE; i++) { } });
          procedure(registry, "recurse", () -> recurse(0));
          procedure(registry, "swallow", () -> {
            while (true) { try { recurse(0); } catch (RuntimeException e) { } }
          });
          procedure(registry, "swallowAll", () -> {
            for (int i = 0; i < 3; i++) { try { while (true) { } } catch (Throwable e) { } }
          });
          procedure(registry, "lambda", () -> {
            java.util.stream.Stream.iterate(1, i -> i + 1).forEach(i -> { });
          });
          procedure(registry, "choose", () -> { int i = 0; while (true) { switch (i) {
              case 0: i = 1; continue; case 1: i = 2; continue; default: i = 0; } } });
          procedure(registry, "ends", () -> { long sum = 0;
              for (int i = 0; i < 1000; i++) { sum += deeper(10); } });
          procedure(registry, "overflow", () -> { throw new IllegalStateException("no"); });
        }

        static void procedure(Registry registry, String name, Runnable code) {
          registry.procedure(ProcedureDefinition.named("naughty." + name).build(),
              (context, in, out) -> {
                Table marks = context.table("marks");
                marks.insert().set(marks.column("id"), context.sequence()).commit();
                code.run();
              });
        }

        static int deeper(int depth) { return depth == 0 ? 0 : 1 + deeper(depth - 1); }

        static int recurse(int depth) { return recurse(depth + 1) + 1; }
      }
      """;

  @TempDir Path folder;

  private Engine open(Path jar) throws IOException {
    return Engine.open(
        EngineConfig.builder()
            .segmentBytes(1 << 20)
            .maxLogicalPages(2048)
            .workBudget(10_000)
            .hashEveryCommands(1)
            .plugin(new PluginSource.Jar(jar))
            .build(),
        NioDisk.at(folder.resolve("data")),
        ProgressListener.SILENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spin", "spinDo", "count", "recurse", "swallow", "swallowAll", "lambda", "choose"})
  void shouldStopCodeThatWouldNeverEnd(String procedure) throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Naughty", SOURCE);
    try (Engine engine = open(jar)) {
      EngineClient client = new EngineClient(engine);
      Reply reply =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> client.call("naughty." + procedure, in -> {}));
      assertEquals(Outcome.REJECTED, reply.outcome());
      assertEquals(RejectionCode.WORK_BUDGET, reply.rejection().code());
      client.call("naughty.ends", in -> {}).expectApplied();
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
    try (Engine engine = open(jar)) {
      new EngineClient(engine).call("naughty.ends", in -> {}).expectApplied();
    }
    try (ReplaySession session = ReplaySession.open(NioDisk.existing(folder.resolve("data")))) {
      session.seekSequence(session.lastSequence());
      assertEquals(0, session.firstDivergence());
      assertEquals(2, session.hashes().rows());
    }
  }

  @Test
  void shouldRefuseWhatThrows() throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Naughty", SOURCE);
    try (Engine engine = open(jar)) {
      EngineClient client = new EngineClient(engine);
      Reply reply = client.call("naughty.overflow", in -> {});
      assertEquals(RejectionCode.PROCEDURE_FAILED, reply.rejection().code());
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }

  @Test
  void shouldRefuseAPluginThatDoesNotBringWhatItNeeds() throws IOException {
    Path jar =
        PluginJarBuilder.build(
            folder,
            "Needy",
            """
            import io.tactus.pipeline.procedure.*;

            public class Needy implements Plugin {
              public String name() { return "needy"; }

              public void register(Registry registry) { }

              static Object later() { return new org.agrona.collections.IntArrayList(); }
            }
            """);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> open(jar).close());
    assertTrue(refused.getMessage().contains("IntArrayList"), refused.getMessage());
  }
}
