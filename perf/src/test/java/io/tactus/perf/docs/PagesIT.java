package io.tactus.perf.docs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the commands of the pages, in order, in one shell, and compares what they print. */
class PagesIT {
  private static final Path ROOT = repositoryRoot();
  private static final Pattern FENCE = Pattern.compile("(?m)^```(\\w+)$");

  /** What stands in a page besides commands: grammar and drawings. Not commands nobody runs. */
  private static final Set<String> NOT_RUN = Set.of("text", "toml");

  @ParameterizedTest
  @CsvSource({
    "README.md, 10",
    "docs/QUERIES.md, 30",
    "docs/SCHEMA.md, 10",
    "docs/TRANSACTIONS.md, 5",
    "docs/CHANGES.md, 4",
    "docs/ACCESS.md, 8"
  })
  void everyCommandPrintsWhatThePageSays(String page, int fewest, @TempDir Path folder)
      throws Exception {
    ConsoleTour tour = ConsoleTour.parse(Files.readString(ROOT.resolve(page))).withServer();
    assertTrue(tour.steps().size() >= fewest, () -> "steps: " + tour.steps().size());
    List<String> printed = new TourShell(folder).run(tour);
    assertAll(
        page,
        IntStream.range(0, printed.size())
            .mapToObj(i -> same(tour.steps().get(i), printed.get(i))));
  }

  private static Executable same(ConsoleTour.Step step, String printed) {
    return () ->
        assertTrue(
            step.accepts(printed),
            () ->
                step.command()
                    + "\nexpected: "
                    + step.expected()
                    + "\nprinted:  "
                    + printed
                    + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "docs/QUERIES.md",
    "docs/SCHEMA.md",
    "docs/TRANSACTIONS.md",
    "docs/CHANGES.md",
    "docs/ACCESS.md"
  })
  void everyExampleIsOneThatIsRun(String page) throws IOException {
    Set<String> kinds = new TreeSet<>();
    Matcher fences = FENCE.matcher(Files.readString(ROOT.resolve(page)));
    while (fences.find()) {
      kinds.add(fences.group(1));
    }
    kinds.removeAll(NOT_RUN);
    assertEquals(Set.of("console"), kinds);
  }

  @Test
  void aStepThatPrintsSomethingElseIsNoticed() {
    ConsoleTour tour =
        ConsoleTour.parse("```console\n$ echo a\nb…d\n$ cat <<X\n> c\n> X\nc\n```\n");
    assertEquals(
        List.of(new ConsoleTour.Step("echo a", "b…d"), new ConsoleTour.Step("cat <<X\nc\nX", "c")),
        tour.steps());
    assertTrue(tour.steps().getFirst().accepts("bcd\n"));
    assertFalse(tour.steps().getFirst().accepts("a\n"));
    assertFalse(tour.steps().getFirst().accepts("bcde\n"));
    assertEquals(3, tour.withServer().steps().size());
  }

  private static Path repositoryRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
