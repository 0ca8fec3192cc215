package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class StrictJsonTest {

  static final List<String> VALID = JsonDocuments.VALID;
  static final List<String> INVALID = JsonDocuments.INVALID;

  private final StrictJson json = new StrictJson();

  @Test
  void shouldHaveATableWorthTheName() {
    assertTrue(VALID.size() >= 80, "valid: " + VALID.size());
    assertTrue(INVALID.size() >= 150, "invalid: " + INVALID.size());
  }

  @ParameterizedTest
  @FieldSource("VALID")
  void shouldAccept(String document) {
    byte[] bytes = JsonDocuments.bytes(document);
    assertTrue(json.isValidUnique(bytes, 0, bytes.length), () -> json.errorReason());
    assertEquals("", json.errorReason());
    assertTrue(ReferenceJson.isValid(bytes), "the reference disagrees");
  }

  @ParameterizedTest
  @FieldSource("INVALID")
  void shouldRefuse(String document) {
    byte[] bytes = JsonDocuments.bytes(document);
    assertFalse(json.isValidUnique(bytes, 0, bytes.length));
    assertFalse(json.errorReason().isEmpty());
    assertTrue(json.errorOffset() >= 0 && json.errorOffset() <= bytes.length);
    assertFalse(ReferenceJson.isValid(bytes), "the reference disagrees");
  }

  /** The same document in the middle of other bytes: nothing outside the range may count. */
  @ParameterizedTest
  @FieldSource("INVALID")
  void shouldNotLookBeyondTheRange(String document) {
    byte[] bytes = JsonDocuments.bytes(document);
    byte[] framed = new byte[bytes.length + 20];
    Arrays.fill(framed, (byte) '"');
    System.arraycopy(bytes, 0, framed, 10, bytes.length);
    assertFalse(json.isValidUnique(framed, 10, bytes.length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,]              | 3  | expected a value",
        "{\"a\" 1}         | 5  | expected ':' after a name",
        "[1 2]             | 3  | expected ',' or ']'",
        "{\"a\":1 2}       | 7  | expected ',' or '}'",
        "[01]              | 2  | a number does not begin with 0",
        "[1.]              | 3  | expected a digit",
        "[\"\\x\"]         | 2  | an unknown escape",
        "[\"\\ud800\"]     | 2  | half of a surrogate pair",
        "[\"abc            | 5  | the document ends within a string",
        "[1                | 2  | the document ends within a value",
        "1 2               | 2  | something follows the document",
      })
  void shouldSayWhereAndWhy(String document, int offset, String reason) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    assertFalse(json.isValidUnique(bytes, 0, bytes.length));
    assertEquals(reason, json.errorReason());
    assertEquals(offset, json.errorOffset());
    Rejection refused = assertThrows(Rejection.class, () -> json.validate(bytes, 0, bytes.length));
    assertEquals(RejectionCode.MALFORMED, refused.code());
    assertEquals("invalid_json", refused.name());
    assertEquals("not JSON at byte " + offset + ": " + reason, refused.getMessage());
  }

  @Test
  void shouldTellANameGivenTwiceFromWhatIsNoJson() {
    byte[] bytes = "{\"a\":1,\"b\":{\"x\":1,\"\\u0078\":2}}".getBytes(StandardCharsets.UTF_8);
    json.validate(bytes, 0, bytes.length);
    assertEquals(18, json.repeatedNameOffset());
    assertFalse(json.isValidUnique(bytes, 0, bytes.length));
    assertEquals("the name occurs twice in one object", json.errorReason());
    assertEquals(18, json.errorOffset());
    Rejection refused =
        assertThrows(Rejection.class, () -> json.validateUnique(bytes, 0, bytes.length));
    assertEquals("duplicate_name", refused.name());
    assertEquals("the name '\\u0078' occurs twice in one object", refused.getMessage());
    assertTrue(json.isValidUnique(bytes, 0, 0) || json.repeatedNameOffset() < 0, "forgotten");
  }

  @Test
  void shouldAcceptTheDeepestAndRefuseOneDeeper() {
    for (String pair : List.of("[]", "{}")) {
      String open = pair.equals("[]") ? "[" : "{\"a\":";
      String close = pair.substring(1);
      byte[] deepest = (open.repeat(63) + pair + close.repeat(63)).getBytes(StandardCharsets.UTF_8);
      byte[] deeper = (open.repeat(64) + pair + close.repeat(64)).getBytes(StandardCharsets.UTF_8);
      assertTrue(json.isValidUnique(deepest, 0, deepest.length));
      assertFalse(json.isValidUnique(deeper, 0, deeper.length));
      assertEquals("nested deeper than 64", json.errorReason());
    }
  }

  @Test
  void shouldSurviveAMillionOpenBrackets() {
    byte[] bytes = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    assertFalse(json.isValidUnique(bytes, 0, bytes.length));
  }

  /** A quadratic search for names would need minutes here. */
  @Test
  void shouldFindTwinsAmongManyNamesInTime() {
    StringBuilder text = new StringBuilder("{\"n0\":0");
    for (int i = 1; i < 200_000; i++) {
      text.append(",\"n").append(i).append("\":0");
    }
    byte[] unique = (text + "}").getBytes(StandardCharsets.UTF_8);
    byte[] twins = (text + ",\"n77777\":0}").getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertTrue(json.isValidUnique(unique, 0, unique.length));
          assertFalse(json.isValidUnique(twins, 0, twins.length));
        });
  }
}
