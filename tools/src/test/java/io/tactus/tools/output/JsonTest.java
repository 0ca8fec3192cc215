package io.tactus.tools.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":[true,false,null,\"x\"]}",
        "18446744073709551615",
        "-9223372036854775808",
        "0.10",
        "1.7976931348623157E+308",
        "\"\\u0000\\\\ \\\" é 😀\"",
        "[]",
        "{}",
        "null"
      })
  void shouldPrintWhatItHasParsed(String text) {
    assertEquals(text, Json.print(Json.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "1 2", "NaN", "{\"a\":1,\"a\":2}", "01", "'x'"})
  void shouldRefuseWhatIsNotStrictJson(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    assertTrue(e.getMessage().startsWith("not JSON: "), e.getMessage());
  }

  @Test
  void shouldFollowPointers() {
    Object document = Json.parse("{\"a\":[{\"b/c\":1},null],\"\":2}");
    assertEquals(1L, find(document, "/a/0/b~1c"));
    assertNull(find(document, "/a/1"));
    assertTrue(JsonPointer.parse("/a/2").find(document).isEmpty());
    assertTrue(JsonPointer.parse("/a/-1").find(document).isEmpty());
    assertTrue(JsonPointer.parse("/b").find(document).isEmpty());
    assertEquals(document, find(document, "/"));
    assertThrows(IllegalArgumentException.class, () -> JsonPointer.parse("a"));
  }

  @Test
  void shouldKeepTheDigitsOfFractions() {
    assertEquals(new BigDecimal("1.50"), Json.parse("1.50"));
  }

  private static Object find(Object document, String pointer) {
    return JsonPointer.parse(pointer).find(document).orElseThrow().value();
  }
}
