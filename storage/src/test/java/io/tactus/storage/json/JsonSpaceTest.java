package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSpaceTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{ \"b\" : [ 1 , 2.50 ] ,\t\"a\" : \"x  \\\" y\" }`, `{\"b\":[1,2.50],\"a\":\"x  \\\" y\"}`",
        "`[ ]`, `[]`",
        "`\" \\\\\"`, `\" \\\\\"`",
        "`-1.5E+3`, `-1.5E+3`",
        "`true`, `true`",
        "`{\"a\":{\"b\":[{},[],null]}}`, `{\"a\":{\"b\":[{},[],null]}}`",
      })
  void shouldKeepEverythingButSpace(String document, String expected) {
    byte[] bytes = ("[" + document + " ,7]").getBytes(StandardCharsets.UTF_8);
    int end = JsonSpace.endOfValue(bytes, 1);
    assertEquals(document, new String(bytes, 1, end - 1, StandardCharsets.UTF_8));
    byte[] target = new byte[bytes.length];
    int length = JsonSpace.minimise(bytes, 1, end, target, 0);
    assertEquals(expected, new String(target, 0, length, StandardCharsets.UTF_8));
  }
}
