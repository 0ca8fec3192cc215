package io.tactus.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static String script(String shell) {
    CommandRun run = CommandRun.of("completion", shell);
    assertEquals(ExitCode.DONE, run.exitCode(), run.stderr());
    return run.stdout();
  }

  @Test
  void shouldKnowEveryCommand() {
    String script = script("zsh");
    for (String command : Tactus.commandLine().getSubcommands().keySet()) {
      assertTrue(script.matches("(?s).*\\b" + command + "\\b.*"), command);
    }
    assertTrue(script.contains("--print-config"));
    assertEquals(ExitCode.USAGE, CommandRun.of("completion", "fish").exitCode());
  }

  @Test
  void shouldCompleteInARealShell() throws Exception {
    List<String> words = complete("tactus", "s");
    assertTrue(words.containsAll(List.of("schema", "serve", "snapshot", "stats")), "" + words);
    assertTrue(!words.contains("rows"), "" + words);
    assertTrue(complete("tactus", "rows", "").contains("insert"));
    assertTrue(complete("tactus", "serve", "--tick").contains("--tick-rate"));
  }

  /** What bash would offer for the last of these words. */
  private static List<String> complete(String... words) throws Exception {
    String line =
        script("bash")
            + "\nCOMP_WORDS=("
            + String.join(" ", Arrays.stream(words).map(word -> "'" + word + "'").toList())
            + ")\nCOMP_CWORD="
            + (words.length - 1)
            + "\n_complete_tactus\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    Process bash;
    try {
      bash = new ProcessBuilder("bash", "-s").redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("there is no bash here");
      return List.of();
    }
    bash.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(10, TimeUnit.SECONDS));
    return output.lines().map(String::strip).toList();
  }
}
