package io.tactus.perf.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.problem.StableName;
import io.tactus.storage.RejectionCode;
import io.tactus.tools.plan.PlanParser;
import io.tactus.tools.plan.PlanStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final Pattern IN_PLANS = Pattern.compile("(?:problems/|\\.\\*/)([a-z_]+)\\b");
  private static final Pattern IN_SOURCES =
      Pattern.compile("(?:withName\\(\\s*|, )\"([a-z]+_[a-z_]+)\",\\s+\"[0-9A-Z]*\"");
  private static final Pattern IN_DOCS =
      Pattern.compile("(?m)^\\| ([0-9]{3}) \\| `([a-z_]+)` \\| ([0-9A-Z, ]*?) ?\\|");

  /** Of a reply, or of the problem that ends a stream which began with 200. */
  private static final Pattern STATUS = Pattern.compile("(?:^status |\"status\":)([0-9]{3})");

  /** What is only said in a log, in brackets, or by a metric. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:^stderr contains \\(|problem=\")([a-z_]+)\\b");

  @Test
  void shouldProvokeEveryNameByAPlan() {
    Set<String> missing = new TreeSet<>();
    StableName.all().forEach(name -> missing.add(name.status() + " " + name.name()));
    assertTrue(missing.size() >= 80, () -> "only " + missing);
    List<Path> plans = new ArrayList<>(files(TOP.resolve("test_plans"), ".md"));
    assertTrue(plans.remove(TOP.resolve("test_plans/README.md")), "which is no plan");
    for (Path plan : plans) {
      for (PlanStep step : PlanParser.parse(plan, read(plan)).steps()) {
        missing.removeAll(answered(step));
        missing.removeAll(toldElsewhere(step));
      }
    }
    assertEquals(Set.of(), missing, "names that no plan provokes with this status");
  }

  /** Status and name of what one step expects as its answer. */
  private static Set<String> answered(PlanStep step) {
    Set<String> pairs = new TreeSet<>();
    for (String status : names(STATUS, step.directives())) {
      for (String name : names(IN_PLANS, step.directives())) {
        pairs.add(status + " " + name);
      }
    }
    return pairs;
  }

  /** A log and a metric tell no status: they count for names that come with one only. */
  private static Set<String> toldElsewhere(PlanStep step) {
    Set<String> pairs = new TreeSet<>();
    for (String name : names(ELSEWHERE, step.directives())) {
      List<StableName> known =
          StableName.all().stream().filter(each -> each.name().equals(name)).toList();
      if (known.stream().map(StableName::status).distinct().count() == 1) {
        pairs.add(known.getFirst().status() + " " + name);
      }
    }
    return pairs;
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
        Set.of("404 not_found"),
        answered(step("status 404\njson {\"type\":\"https://tactus.io/problems/not_found\"}")));
    assertEquals(
        Set.of("404 not_found"),
        answered(step("json {\"type\":\"<matches .*/not_found>\"}\nstatus 404")));
    assertEquals(
        Set.of("404 not_found"), answered(step("status 404\nbody contains problems/not_found")));
    assertTrue(
        answered(step("status 200\nbody contains \"status\":429\nbody contains .*/too_slow"))
            .contains("429 too_slow"));
    assertEquals(Set.of(), answered(step("status 200\nbody lacks problems/not_found")));
    assertEquals(
        Set.of("404 not_found"), toldElsewhere(step("status 200\nstderr contains (not_found)")));
    assertEquals(
        Set.of("503 queue_full"),
        toldElsewhere(step("status 200\nbody contains {problem=\"queue_full\"}")));
    assertEquals(
        Set.of(),
        toldElsewhere(step("status 200\nstderr contains (undefined_table)")),
        "404 or 422");
    assertEquals(List.of("in_use"), names(IN_SOURCES, ".withName(\"in_use\", \"2BP01\")"));
    assertEquals(List.of("data_loss"), names(IN_SOURCES, ".withName(\n  \"data_loss\", \"\")"));
  }

  private static java.util.stream.Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> names(Pattern pattern, List<String> directives) {
    return directives.stream()
        .filter(directive -> !directive.matches("(?s)\\w+ lacks .*"))
        .flatMap(directive -> names(pattern, directive).stream())
        .toList();
  }

  private static PlanStep step(String expected) {
    String text =
        "# A plan\n\nGoal: g\n\nRisk: r\n\nPreconditions: p\n\n## A step\n"
            + ("```http\nGET /x\n```\n```expect\n" + expected + "\n```\n");
    return PlanParser.parse(Path.of("plan.md"), text).steps().getFirst();
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
