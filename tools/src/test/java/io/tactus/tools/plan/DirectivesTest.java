package io.tactus.tools.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

  private static final Observation SEEN =
      Observation.ofResponse(
          201,
          Map.of("etag", List.of("\"7\""), "Content-Type", List.of("application/json")),
          """
          {"id":18446744073709551615,"name":"Ann","skill":1500.0,"guild":null,"tags":["a","b"]}
          """);

  private final Variables variables = new Variables();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status 201",
        "header ETag: \"7\"",
        "header etag present",
        "header Location absent",
        "header Content-Type matches application/.*",
        "json {\"id\":18446744073709551615,\"skill\":1500}",
        "json {\"guild\":null,\"name\":\"<string>\",\"id\":\"<number>\",\"x\":\"<absent>\"}",
        "json {\"tags\":[\"<any>\",\"<matches [b-z]>\"]}",
        "json exactly {\"id\":18446744073709551615,\"name\":\"Ann\",\"skill\":1500,"
            + "\"guild\":null,\"tags\":[\"a\",\"b\"]}",
        "value /tags/1 = \"b\"",
        "value /skill >= 1500",
        "value /skill < 1500.1",
        "value /name > \"Ana\"",
        "value /guild = null",
        "body contains Ann",
        "body lacks Bob",
        "body matches \"A..\"",
        "capture n from header ETag",
        "capture n from json /name",
        "capture n from text id\":([0-9]+)",
      })
  void shouldHold(String directive) {
    assertEquals("", check(directive), directive);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status 200",
        "exit 0",
        "ready",
        "header ETag: \"8\"",
        "header ETag absent",
        "header Location present",
        "header Content-Type matches text/.*",
        "json {\"id\":18446744073709551614}",
        "json {\"guild\":\"<absent>\"}",
        "json {\"missing\":\"<any>\"}",
        "json {\"name\":\"<number>\"}",
        "json {\"tags\":[\"a\"]}",
        "json {\"tags\":[\"a\",\"c\"]}",
        "json {\"tags\":{}}",
        "json {\"name\":\"<matches B.*>\"}",
        "json exactly {\"name\":\"Ann\"}",
        "json []",
        "value /skill > 1500",
        "value /nothing = null",
        "value /name > 3",
        "value /tags/2 = \"c\"",
        "body contains Bob",
        "body lacks Ann",
        "body empty",
        "body is Ann",
        "body matches ^B",
        "capture n from header Location",
        "capture n from json /missing",
        "capture n from text nothing(.)",
      })
  void shouldNotHold(String directive) {
    assertEquals(false, check(directive).isEmpty(), directive);
  }

  @Test
  void shouldFillCapturedValuesIntoLaterChecks() {
    assertEquals("", check("capture tag from header ETag"));
    assertEquals("", check("capture id from json /id"));
    assertEquals("", check("header ETag: ${tag}"));
    assertEquals("", check("json {\"id\":${id}}"));
    assertEquals("\"7\"/18446744073709551615", variables.fill("${tag}/${id}"));
  }

  @Test
  void shouldRefuseAVariableNobodySet() {
    assertThrows(IllegalArgumentException.class, () -> check("body contains ${nobody}"));
  }

  @Test
  void shouldRepeatTextForBigBodies() {
    assertEquals("[ababab]", variables.fill("[${repeat:3:ab}]"));
  }

  private String check(String directive) {
    return Directives.parse(directive).check(SEEN, variables).orElse("");
  }
}
