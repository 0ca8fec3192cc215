package io.tactus.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  @ParameterizedTest
  @MethodSource("commands")
  void shouldExplainEveryCommandWithAnExample(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--help");
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.exitCode());
    assertTrue(run.stdout().contains("Example"), run.stdout());
    assertTrue(run.stdout().contains("  tactus " + String.join(" ", command)), run.stdout());
  }

  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(Tactus.commandLine(), List.of(), all);
    assertTrue(all.size() > 15, all::toString);
    return all.stream();
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
    all.add(path);
    line.getSubcommands()
        .forEach(
            (name, inner) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(inner, longer, all);
            });
  }

  @Test
  void shouldSayVersionCommitAndJdk() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.exitCode());
    assertTrue(
        run.stdout().matches("(?s)tactus [0-9.]+\\S* \\([0-9a-z]+\\)\nJDK 25.*"), run.stdout());
  }
}
