package io.tactus.tools.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanParserTest {

  private static final String INTRODUCTION =
      """
      # Rows
      Goal: rows come back.
      Risk: rows
        get lost.
      Preconditions: none.

      """;

  private static final String GOOD_STEP =
      """
      ## Ask
      Some words about it.

      ```http times 3
      GET /health/live
      Accept: application/json
      ```
      ```expect
      status 200
      within 5s
      json {"a": 1,
        "b": [${n}]
      }
      capture id from json /a
      ```
      """;

  @Test
  void shouldReadEveryPartOfAPlan() {
    TestPlan plan = parse(INTRODUCTION + GOOD_STEP);
    assertEquals("Rows", plan.title());
    assertEquals("rows come back.", plan.goal());
    assertEquals("rows get lost.", plan.risk());
    assertEquals(1, plan.steps().size());
    PlanStep step = plan.steps().getFirst();
    assertEquals("Ask", step.title());
    assertEquals(3, step.times());
    assertEquals(Duration.ofSeconds(5), step.within());
    assertEquals(3, step.expectations().size());
    assertEquals(4, step.directives().size());
    assertEquals("json {\"a\": 1,\n  \"b\": [${n}]\n}", step.directives().get(2));
    assertInstanceOf(PlanAction.Http.class, step.action());
  }

  @Test
  void shouldReadHowLongAPlanTakes() {
    assertFalse(parse(INTRODUCTION + GOOD_STEP).isLong());
    TestPlan plan =
        parse(INTRODUCTION + "Takes: 9 minutes, most of\n  them in one step.\n" + GOOD_STEP);
    assertTrue(plan.isLong());
    assertEquals(Duration.ofMinutes(9), plan.takes());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void shouldRefuse(String why, String text) {
    var e = assertThrows(PlanSyntaxException.class, () -> parse(text));
    assertTrue(e.getMessage().contains(why), () -> "'" + why + "' is not in: " + e.getMessage());
    assertTrue(e.getMessage().matches("(?s)plan\\.md:[0-9]+: .*"), e.getMessage());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("begins with '# Title'", "Goal: x"),
        Arguments.of("checks nothing", INTRODUCTION),
        Arguments.of("does not say its 'Risk:'", "# T\nGoal: g\nPreconditions: p\n" + GOOD_STEP),
        Arguments.of("'Goal:' stands twice", INTRODUCTION + "Goal: again\n" + GOOD_STEP),
        Arguments.of("a paragraph here begins", "# T\nHello\n" + GOOD_STEP),
        Arguments.of("begins with 'N minutes'", INTRODUCTION + "Takes: long\n" + GOOD_STEP),
        Arguments.of("begins with 'N minutes'", INTRODUCTION + "Takes: 0 minutes\n" + GOOD_STEP),
        Arguments.of("does nothing", INTRODUCTION + "## Only words\nnothing\n"),
        Arguments.of("needs status", step("http", "GET /x", "body contains x")),
        Arguments.of("needs status", INTRODUCTION + "## S\n```http\nGET /x\n```\n"),
        Arguments.of("needs exit", step("tactus", "tactus stats", "stdout contains x")),
        Arguments.of("needs ready or exit", step("server", "start", "stderr empty")),
        Arguments.of("unknown directive 'statuss'", step("http", "GET /x", "statuss 200")),
        Arguments.of("needs one number", step("http", "GET /x", "status OK")),
        Arguments.of("unknown block 'htp'", step("htp", "GET /x", "status 200")),
        Arguments.of("unknown block 'expect'", step("expect", "status 200", "status 200")),
        Arguments.of("begins with 'METHOD", step("http", "get it", "status 200")),
        Arguments.of("expected 'Name: value'", step("http", "GET /x\nbad header", "status 200")),
        Arguments.of("begins with 'tactus", step("tactus", "rm -r x", "exit 0")),
        Arguments.of("quote is not closed", step("tactus", "tactus call 'x", "exit 0")),
        Arguments.of("'start [FLAGS]'", step("server", "restart", "ready")),
        Arguments.of("not JSON", step("http", "GET /x", "status 200\njson {\"a\":}")),
        Arguments.of("regular expression", step("http", "GET /x", "status 200\nbody matches (")),
        Arguments.of("nothing to look for", step("http", "GET /x", "status 200\nbody contains")),
        Arguments.of("takes nothing", step("http", "GET /x", "status 200\nbody empty x")),
        Arguments.of("expected 'body", step("http", "GET /x", "status 200\nbody has x")),
        Arguments.of("expected 'value", step("http", "GET /x", "status 200\nvalue /a ~ 1")),
        Arguments.of("JSON pointer", step("http", "GET /x", "status 200\nvalue a = 1")),
        Arguments.of("expected 'header", step("http", "GET /x", "status 200\nheader ETag")),
        Arguments.of("one group", step("http", "GET /x", "status 200\ncapture a from text x")),
        Arguments.of(
            "expected 'capture", step("http", "GET /x", "status 200\ncapture A from json /")),
        Arguments.of("nothing above", step("http", "GET /x", "  status 200")),
        Arguments.of("and 'times N'", step("http twice", "GET /x", "status 200")),
        Arguments.of("never closed", INTRODUCTION + "## S\n```http\nGET /x\n"),
        Arguments.of(
            "too many", step("http", "GET /x", "status 200") + "```expect\nstatus 200\n```\n"),
        Arguments.of("too many", step("http", "GET /x", "status 200") + "```http\nGET /y\n```\n"),
        Arguments.of("can be repeated", step("server", "start", "ready\nwithin 3s")),
        Arguments.of("two lines", INTRODUCTION + "## D\n```damage\nfile x\n```\n"),
        Arguments.of("'flip byte N'", INTRODUCTION + "## D\n```damage\nfile x\nburn it\n```\n"),
        Arguments.of("checks itself", step("damage", "file x\nflip byte 3", "exit 0")),
        Arguments.of("file block checks itself", step("file a.txt", "x", "exit 0")),
        Arguments.of("unknown block", step("file ../a.txt", "x", "exit 0")),
        Arguments.of("only 'unfinished'", step("http times 2 meanwhile", "GET /x", "status 200")),
        Arguments.of("left unfinished", step("tactus unfinished", "tactus stats", "exit 0")),
        Arguments.of("or unread", step("server unread", "stop", "exit 0")),
        Arguments.of("needs status", step("http meanwhile", "GET /x", "body contains x")),
        Arguments.of(
            "nothing is captured meanwhile",
            step("http meanwhile", "GET /x", "status 200\ncapture a from json /a")),
        Arguments.of(
            "written or damaged",
            INTRODUCTION + "## D\n```damage meanwhile\nfile x\ndelete\n```\n"),
        Arguments.of("headings", INTRODUCTION + GOOD_STEP + "### S\n"));
  }

  private static String step(String kind, String action, String expect) {
    return INTRODUCTION
        + "## Step\n```%s\n%s\n```\n```expect\n%s\n```\n".formatted(kind, action, expect);
  }

  private static TestPlan parse(String text) {
    return PlanParser.parse(Path.of("plan.md"), text);
  }
}
