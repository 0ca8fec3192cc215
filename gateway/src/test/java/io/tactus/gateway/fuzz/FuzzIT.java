package io.tactus.gateway.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each target for {@code -Dtactus.fuzz.seconds=N} (3). A finding is printed with its input in
 * Base64; {@code -Dtactus.fuzz.seed=S} chooses another run.
 */
class FuzzIT {
  private static final int SECONDS = Integer.getInteger("tactus.fuzz.seconds", 3);
  private static final long SEED = Long.getLong("tactus.fuzz.seed", 1);
  private static final int FOUND = 77;

  /** What is watched for coverage: what reads what strangers send. */
  private static final String WATCHED =
      "io.tactus.gateway.**:io.tactus.storage.json.**:io.tactus.storage.query.*"
          + ":io.tactus.storage.schema.**:io.tactus.storage.alteration.*";

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

  @TempDir Path folder;

  @Test
  void noDocumentGetsPastTheStrictReader() throws Exception {
    shouldFindNothing(JsonTarget.class, JsonTarget.SEEDS, 50_000);
  }

  @Test
  void everyQueryStringIsAnsweredOrRefused() throws Exception {
    shouldFindNothing(QueryTarget.class, QueryTarget.SEEDS, 500);
  }

  @Test
  void everyBodyIsAnsweredOrRefused() throws Exception {
    shouldFindNothing(BodyTarget.class, BodyTarget.SEEDS, 500);
  }

  @Test
  void noBytesOnASocketHurtTheNextClient() throws Exception {
    shouldFindNothing(SocketTarget.class, SocketTarget.SEEDS, 100);
  }

  @Test
  void aPlantedDefectIsFound() throws Exception {
    Run run = run(PlantedTarget.class, PlantedTarget.SEEDS, Math.max(60, SECONDS));
    assertEquals(FOUND, run.exitCode(), run::output);
    assertTrue(run.output().contains("IllegalStateException: planted"), run::output);
  }

  private record Run(int exitCode, String output) {}

  private void shouldFindNothing(Class<?> target, String[] seeds, long leastRuns)
      throws IOException, InterruptedException {
    Run run = run(target, seeds, SECONDS);
    assertEquals(0, run.exitCode(), run::output);
    Matcher done = DONE.matcher(run.output());
    assertTrue(done.find(), run::output);
    long runs = Long.parseLong(done.group(1));
    System.out.println("fuzz: " + target.getSimpleName() + ": " + runs + " inputs, none found");
    assertTrue(runs >= leastRuns, "too few inputs to say anything: " + runs);
  }

  private Run run(Class<?> target, String[] seeds, int seconds)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (int i = 0; i < seeds.length; i++) {
      Files.write(corpus.resolve("seed-" + i), seeds[i].getBytes(StandardCharsets.ISO_8859_1));
    }
    Path output = folder.resolve("output");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-ea",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Jazzer.class.getName(),
            "--target_class=" + target.getName(),
            "--instrumentation_includes=" + WATCHED,
            // Or it would learn from the checks which words they look for.
            "--instrumentation_excludes=" + FuzzServer.class.getName(),
            // The targets talk to their own server, which Jazzer takes for forged requests.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + seconds,
            "-timeout=60",
            "-rss_limit_mb=0",
            "-seed=" + SEED,
            corpus.toString()));
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(seconds + 120L, TimeUnit.SECONDS), "the fuzzer does not end");
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), ends(output));
  }

  /** Without the lines that tell of progress. */
  private static String ends(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
      return String.join(
          "\n", lines.filter(line -> !line.startsWith("#") && !line.startsWith("INFO:")).toList());
    }
  }
}
