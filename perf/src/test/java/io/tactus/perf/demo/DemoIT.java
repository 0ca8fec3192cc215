package io.tactus.perf.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.process.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, short. That its checks can fail is shown by {@link AuditTest}. */
class DemoIT {
  @Test
  void shouldMakeMatchesAndLeaveOnlyTheReport(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("report.html");
    Distribution.Run run =
        Distribution.run(
            folder, "demo", "--seconds", "3", "--players", "600", "--report", report.toString());
    assertEquals(0, run.exitCode(), run.out() + run.err());
    Matcher matches = Pattern.compile("(?m)^matches +([0-9]+)$").matcher(run.out());
    assertTrue(matches.find(), run.out());
    assertTrue(Integer.parseInt(matches.group(1)) > 50, run.out());
    assertTrue(run.out().contains("players in two matches: 0"), run.out());
    assertTrue(run.out().contains("matches with wrong team sizes: 0"), run.out());
    assertTrue(run.out().matches("(?s).*p99\\.99 ms +max ms.*"), run.out());
    assertTrue(run.out().contains("report: " + report), run.out());
    assertTrue(Files.readString(report).contains("<svg"));
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertEquals(
          0, left.filter(path -> path.getFileName().toString().startsWith("tactus")).count());
    }
  }

  @Test
  void shouldRefuseNonsense(@TempDir Path folder) throws Exception {
    assertEquals(2, Distribution.run(folder, "demo", "--seconds", "0").exitCode());
  }
}
