package io.tactus.tools.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that take minutes are left out where nobody asked for them, and that is said. */
class TestPlansCommandTest {
  private static final String PLAN =
      """
      # A plan

      Goal: to be found.

      Risk: that it is not.

      Preconditions: none.

      %s
      ## Ask for the version
      ```tactus
      tactus --version
      ```
      ```expect
      exit 0
      ```
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("long.md"), PLAN.formatted("Takes: 5 minutes.\n"));
  }

  private CommandRun run(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "test-plans";
    all[1] = folder.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return CommandRun.of(all);
  }

  @Test
  void shouldNotSucceedIfNothingWasRun() {
    CommandRun run = run();
    assertEquals(ExitCode.USAGE, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains("--long"), run.stderr());
  }

  @Test
  void shouldSayWhatItLeavesOut() throws IOException {
    Files.writeString(folder.resolve("short.md"), PLAN.formatted(""));
    CommandRun text = run();
    assertEquals(ExitCode.DONE, text.exitCode(), text::toString);
    assertTrue(text.stdout().contains("left out: "), text.stdout());
    CommandRun json = run("--json");
    assertTrue(json.stdout().contains("\"leftOut\":true,\"takesMinutes\":5"), json.stdout());
  }

  @Test
  void shouldRunThemIfToldTo() {
    CommandRun run = run("--long");
    assertEquals(ExitCode.DONE, run.exitCode(), run::toString);
    assertTrue(run.stdout().contains("1 plans, 1 passed"), run.stdout());
  }
}
