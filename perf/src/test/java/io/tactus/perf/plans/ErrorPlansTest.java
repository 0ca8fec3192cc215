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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every stable name of an error stands in docs/ERRORS.md and is provoked by a test plan, or, where
 * no sequence of requests can be sure to, by the test named here.
 */
class ErrorPlansTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern IN_PLANS =
      Pattern.compile("(?:problems/|\\.\\*/|problem=\")([a-z_]+)[\">]");
  private static final Pattern IN_SOURCES =
      Pattern.compile("(?:withName\\(\\s*|, )\"([a-z]+_[a-z_]+)\",\\s+\"[0-9A-Z]*\"");
  private static final Pattern IN_DOCS =
      Pattern.compile("(?m)^\\| ([0-9]{3}) \\| `([a-z_]+)` \\| ([0-9A-Z, ]*?) ?\\|");

  /**
   * What takes a fault of the machine, or two things at the same moment: the test that shows it.
   */
  private static final Map<String, String> IN_TESTS =
      Map.ofEntries(
          Map.entry("commit_too_large", "ChangesTest"),
          Map.entry("disk_stalled", "HealthTest"),
          Map.entry("engine_stuck", "HealthTest"),
          Map.entry("filter_outdated", "ChangesTest"),
          Map.entry("internal", "JsonRpcTest"),
          Map.entry("invalid_claims", "TokenAccessTest"),
          Map.entry("outcome_unknown", "FailureTest"),
          Map.entry("procedure_failed", "ProcedureTest"),
          Map.entry("recovering", "LifecycleTest"),
          Map.entry("reply_gone", "IdempotencyTest"),
          Map.entry("schema_changed", "SchemaChangeInFlightTest"),
          Map.entry("shutting_down", "OverloadTest"),
          Map.entry("table_dropped", "ChangesTest"),
          Map.entry("too_slow", "SlowSubscriberTest"));

  /** What is only checked as a status. */
  private static final Map<String, String> AS_STATUS = Map.of("request_timeout", "SlowClientsTest");

  /** What no client of HTTP gets: said in the log at a start, or of a scheduled call. */
  private static final Set<String> WITHIN =
      Set.of(
          "conflict",
          "plugin_collides",
          "read_only_procedure",
          "table_differs",
          "unknown_procedure");

  @Test
  void shouldProvokeEveryNameByAPlanOrATest() {
    Set<String> names = StableName.all().stream().map(StableName::name).collect(toSet());
    Set<String> provoked = find(IN_PLANS, files(TOP.resolve("test_plans"), ".md"));
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(provoked);
    Set<String> elsewhere = new TreeSet<>(IN_TESTS.keySet());
    elsewhere.addAll(AS_STATUS.keySet());
    elsewhere.addAll(WITHIN);
    assertEquals(elsewhere, missing, "names without a plan, and those known to be without");
    assertTrue(provoked.size() >= 50, () -> "only " + provoked);
  }

  @Test
  void shouldNameTestsThatShowTheirError() {
    IN_TESTS.forEach(
        (name, test) -> {
          String text = source(test);
          boolean shown = text.contains(name) || text.contains(name.toUpperCase(Locale.ROOT));
          assertTrue(shown, () -> test + " says nothing of " + name);
        });
    AS_STATUS.values().forEach(ErrorPlansTest::source);
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

  private static String source(String test) {
    List<Path> found =
        Stream.of("storage", "journal", "pipeline", "gateway")
            .flatMap(module -> files(TOP.resolve(module).resolve("src/test"), ".java").stream())
            .filter(file -> file.getFileName().toString().equals(test + ".java"))
            .toList();
    assertEquals(1, found.size(), () -> test + " is " + found);
    return read(found.get(0));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
