package io.tactus.perf.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.problem.StableName;
import io.tactus.storage.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every stable name of an error stands in docs/ERRORS.md and is provoked by a test plan. */
class ErrorPlansTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern IN_PLANS =
      Pattern.compile("(?:problems/|\\.\\*/|problem=\")([a-z_]+)\\b");
  private static final Pattern IN_SOURCES =
      Pattern.compile("(?:withName\\(\\s*|, )\"([a-z]+_[a-z_]+)\",\\s+\"[0-9A-Z]*\"");
  private static final Pattern IN_DOCS =
      Pattern.compile("(?m)^\\| ([0-9]{3}) \\| `([a-z_]+)` \\| ([0-9A-Z, ]*?) ?\\|");

  /** What is only said in a log: the name stands there in brackets. */
  private static final Pattern IN_LOGS = Pattern.compile("(?m)^stderr contains \\(([a-z_]+)\\)$");

  @Test
  void shouldProvokeEveryNameByAPlan() {
    Set<String> names = StableName.all().stream().map(StableName::name).collect(toSet());
    List<Path> plans = files(TOP.resolve("test_plans"), ".md");
    Set<String> provoked = find(IN_PLANS, plans);
    provoked.addAll(find(IN_LOGS, plans));
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(provoked);
    assertEquals(Set.of(), missing, "names without a plan");
    assertTrue(provoked.size() >= 80, () -> "only " + provoked);
  }

  @Test
  void shouldListEveryNameInTheDocs() {
    Set<String> documented = new TreeSet<>();
    String text = read(TOP.resolve("docs/ERRORS.md"));
    for (MatchResult row : IN_DOCS.matcher(text).results().toList()) {
      for (String code : row.group(3).split(",", -1)) {
        documented.add((row.group(1) + " " + row.group(2) + " " + code.strip()).strip());
      }
    }
    Set<String> known = new TreeSet<>();
    for (StableName name : StableName.all()) {
      known.add((name.status() + " " + name.name() + " " + name.code()).strip());
    }
    assertEquals(known, documented);
  }

  @Test
  void shouldKnowEveryNameTheSourcesGive() {
    Set<String> names = StableName.all().stream().map(StableName::name).collect(toSet());
    List<Path> sources =
        Stream.of("storage", "journal", "pipeline", "gateway")
            .flatMap(module -> files(TOP.resolve(module).resolve("src/main"), ".java").stream())
            .toList();
    Set<String> given = find(IN_SOURCES, sources);
    assertTrue(given.size() >= 25, () -> "only " + given);
    given.removeAll(names);
    given.remove(RejectionCode.PROCEDURE.defaultName()); // a procedure gives its own
    assertEquals(Set.of(), given, "names that StableName does not have");
  }

  @Test
  void shouldFindNamesAsPlansAndSourcesWriteThem() {
    assertEquals(
        List.of("not_found"),
        names(IN_PLANS, "json {\"type\":\"https://tactus.io/problems/not_found\"}"));
    assertEquals(List.of("not_found"), names(IN_PLANS, "{\"type\":\"<matches .*/not_found>\"}"));
    assertEquals(List.of("not_found"), names(IN_PLANS, "body contains problems/not_found"));
    assertEquals(List.of("not_found"), names(IN_LOGS, "exit 0\nstderr contains (not_found)\n"));
    assertEquals(List.of("in_use"), names(IN_SOURCES, ".withName(\"in_use\", \"2BP01\")"));
    assertEquals(List.of("data_loss"), names(IN_SOURCES, ".withName(\n  \"data_loss\", \"\")"));
  }

  private static java.util.stream.Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> find(Pattern pattern, List<Path> files) {
    return files.stream().flatMap(file -> names(pattern, read(file)).stream()).collect(toSet());
  }

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
