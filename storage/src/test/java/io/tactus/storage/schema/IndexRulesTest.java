package io.tactus.storage.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secondary indexes in schema documents: what is accepted, and what is refused where. */
class IndexRulesTest {

  private static String around(String index) {
    return "{\"name\":\"t\",\"fields\":[{\"name\":\"k\",\"type\":\"u64\"},"
        + "{\"name\":\"x\",\"type\":\"f32\"},{\"name\":\"y\",\"type\":\"f64\"},"
        + "{\"name\":\"z\",\"type\":\"f32\"},{\"name\":\"w\",\"type\":\"f32\"}],"
        + "\"primaryKey\":[\"k\"],\"indexes\":["
        + index
        + "]}";
  }

  private static TableDefinition table(String document) {
    byte[] json = document.getBytes(StandardCharsets.UTF_8);
    return SchemaJson.parseTable(json, 0, json.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"i\",\"fields\":[\"x\",\"k\"],\"kind\":\"hash\"}",
        "{\"name\":\"i\",\"fields\":[\"x\"],\"kind\":\"hash\",\"unique\":true}",
        "{\"name\":\"i\",\"fields\":[\"y\",\"k\"],\"kind\":\"ordered\"}",
        "{\"name\":\"i\",\"fields\":[\"y\"],\"kind\":\"ordered\",\"unique\":true}",
        "{\"name\":\"i\",\"fields\":[\"x\",\"y\"],\"kind\":\"grid\",\"cell\":16}",
        "{\"name\":\"i\",\"fields\":[\"x\",\"y\",\"z\"],\"kind\":\"grid\",\"cell\":0.5}"
      })
  void shouldPrintWhatItRead(String index) {
    String document = around(index);
    assertEquals(
        document, new String(SchemaJson.printTable(table(document)), StandardCharsets.UTF_8));
  }

  @Test
  void shouldTakeAnIndexForHashWhenNothingElseIsSaid() {
    IndexDefinition index = table(around("{\"name\":\"i\",\"fields\":[\"x\"]}")).indexes().get(0);
    assertEquals(IndexKind.HASH, index.kind());
    assertEquals(0, index.cell());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"kind\":\"tree\",\"fields\":[\"x\"] | indexes[0].kind: unknown kind 'tree'; known are hash, ordered, grid",
        "\"kind\":7,\"fields\":[\"x\"] | indexes[0].kind: expected a string, not a number",
        "\"kind\":\"ordered\",\"fields\":[\"v\"] | indexes[0].fields[0]: there is no field 'v'",
        "\"kind\":\"ordered\",\"fields\":[] | indexes[0].fields: 1 to 8 fields, not 0",
        "\"kind\":\"ordered\",\"fields\":[\"x\"],\"cell\":1 | indexes[0].cell: only grid indexes have cells",
        "\"kind\":\"grid\",\"fields\":[\"x\",\"y\"] | indexes[0].cell: a grid needs an edge of its cells above 0",
        "\"kind\":\"grid\",\"fields\":[\"x\",\"y\"],\"cell\":-1 | indexes[0].cell: a grid needs an edge of its cells above 0",
        "\"kind\":\"grid\",\"fields\":[\"x\"],\"cell\":1 | indexes[0].fields: a grid is over 2 or 3 coordinates, not 1",
        "\"kind\":\"grid\",\"fields\":[\"x\",\"y\",\"z\",\"w\"],\"cell\":1 | indexes[0].fields: a grid is over 2 or 3 coordinates, not 4",
        "\"kind\":\"grid\",\"fields\":[\"x\",\"k\"],\"cell\":1 | indexes[0].fields[1]: a grid is over f32 or f64 coordinates; 'k' is u64",
        "\"kind\":\"grid\",\"fields\":[\"x\",\"y\"],\"cell\":1,\"unique\":true | indexes[0].unique: a grid index cannot be unique"
      })
  void shouldNameThePlace(String members, String message) {
    String document = around("{\"name\":\"i\"," + members + "}");
    Rejection refused = assertThrows(Rejection.class, () -> table(document));
    assertEquals(message, refused.getMessage());
    assertEquals(RejectionCode.SCHEMA_INVALID, refused.code());
  }

  @Test
  void shouldHoldTheLimitOfOrderedKeys() {
    int longest = SchemaLimits.MAX_ORDERED_KEY_BYTES;
    assertEquals(1, table(ordered(longest - 2, false)).indexes().size());
    Rejection refused = assertThrows(Rejection.class, () -> table(ordered(longest - 1, false)));
    assertEquals(
        "indexes[0].fields: "
            + (longest + 1)
            + " bytes, at most "
            + longest
            + " are allowed in an ordered index",
        refused.getMessage());
    assertThrows(Rejection.class, () -> table(ordered(longest - 2, true)));
  }

  private static String ordered(int capacityBytes, boolean nullable) {
    return around("{\"name\":\"i\",\"fields\":[\"s\"],\"kind\":\"ordered\"}")
        .replace(
            "{\"name\":\"x\"",
            "{\"name\":\"s\",\"type\":\"string("
                + capacityBytes
                + ")\",\"nullable\":"
                + nullable
                + "},{\"name\":\"x\"");
  }
}
