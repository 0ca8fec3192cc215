package io.tactus.storage.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Declared types in schema documents: read, printed, refused at their place; limits at the edge.
 */
class DeclaredTypesTest {

  private static Schema schema(String types, String fields) {
    String text =
        "{\"types\":["
            + types
            + "],\"tables\":[{\"name\":\"g\",\"fields\":[{\"name\":\"a\",\"type\":\"u8\"},"
            + "{\"name\":\"b\",\"type\":\"u8\"}],\"primaryKey\":[\"a\",\"b\"]},"
            + "{\"name\":\"t\",\"fields\":[{\"name\":\"k\",\"type\":\"u64\"}"
            + (fields.isEmpty() ? "" : "," + fields)
            + "],\"primaryKey\":[\"k\"]}]}";
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    return SchemaJson.parseSchema(json, 0, json.length);
  }

  private static String refused(String types, String fields) {
    return assertThrows(Rejection.class, () -> schema(types, fields)).getMessage();
  }

  private static String composite(String name, String... types) {
    StringJoiner members = new StringJoiner(",");
    for (int i = 0; i < types.length; i++) {
      members.add("{\"name\":\"m" + i + "\",\"type\":\"" + types[i] + "\"}");
    }
    return "{\"name\":\"" + name + "\",\"fields\":[" + members + "]}";
  }

  private static String enumOf(int names) {
    StringJoiner values = new StringJoiner("\",\"", "[\"", "\"]");
    for (int i = 0; i < names; i++) {
      values.add("v" + i);
    }
    return "{\"name\":\"E\",\"enum\":" + values + "}";
  }

  private static String field(String type) {
    return "{\"name\":\"v\",\"type\":\"" + type + "\"}";
  }

  @Test
  void shouldComeBackTheSame() {
    Schema schema =
        schema(
            composite("A", "f32", "E[2]", "string(5)")
                + ","
                + composite("B", "A[3]")
                + ","
                + enumOf(3),
            "{\"name\":\"v\",\"type\":\"B\",\"nullable\":true},"
                + "{\"name\":\"e\",\"type\":\"E\",\"default\":\"v1\"},"
                + "{\"name\":\"r\",\"type\":\"ref(g)\",\"nullable\":true,\"onDelete\":\"setNull\"},"
                + "{\"name\":\"n\",\"type\":\"i8[2]\",\"default\":[1,2],\"min\":0,\"max\":3}");
    byte[] printed = SchemaJson.printSchema(schema);
    assertEquals(schema, SchemaJson.parseSchema(printed, 0, printed.length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Nope            | tables[1].fields[1].type: there is no type 'Nope'",
        "ref(nope)       | tables[1].fields[1].type: there is no table 'nope' to refer to",
        "i8[0]           | tables[1].fields[1].type: type 'i8[0]': an array has 1 to 1024 elements",
        "i8[1025]        | tables[1].fields[1].type: type 'i8[1025]': an array has 1 to 1024 elements",
        "ref(g)[2]       | tables[1].fields[1].type: type 'ref(g)[2]': there are no arrays of references",
        "A[200]          | tables[1].fields[1].type: 'A[200]' has 1200 values, at most 1024 are allowed",
      })
  void shouldNameThePlaceOfAType(String type, String message) {
    assertEquals(message, refused(composite("A", "i8", "i8", "i8", "i8", "i8", "i8"), field(type)));
  }

  @Test
  void shouldNameTheCycle() {
    assertEquals(
        "types[0].fields[0].type: composite types contain each other: B → C → A → B",
        refused(
            composite("A", "B") + "," + composite("B", "C[2]") + "," + composite("C", "i8", "A"),
            ""));
    assertTrue(refused(composite("A", "A"), "").endsWith(": A → A"));
  }

  @Test
  void shouldRefuseWhatMakesNoType() {
    String twice = composite("A", "i8") + "," + composite("A", "i8");
    assertEquals("types[1].name: 'A' occurs twice", refused(twice, ""));
    assertTrue(refused(composite("u8", "i8"), "").startsWith("types[0].name: 'u8' is a type"));
    assertTrue(refused(composite("_A", "i8"), "").startsWith("types[0].name: "));
    assertTrue(refused(composite("A"), "").startsWith("types[0].fields: "));
    assertTrue(refused(composite("A", "ref(g)"), "").startsWith("types[0].fields[0].type: "));
    assertTrue(
        refused("{\"name\":\"E\",\"enum\":[\"a\",\"a\"]}", "").startsWith("types[0].enum[1]: "));
    assertTrue(
        refused(enumOf(2), "{\"name\":\"v\",\"type\":\"E\",\"default\":\"x\"}")
            .startsWith("tables[1].fields[1].default: "));
    assertTrue(
        refused("", "{\"name\":\"v\",\"type\":\"i8\",\"onDelete\":\"cascade\"}")
            .startsWith("tables[1].fields[1].onDelete: "));
    assertTrue(
        refused("", "{\"name\":\"v\",\"type\":\"ref(g)\",\"onDelete\":\"setNull\"}")
            .startsWith("tables[1].fields[1].onDelete: "));
  }

  @Test
  void shouldHoldTheLimitsOfTypes() {
    schema(enumOf(SchemaLimits.MAX_ENUM_NAMES), field("E"));
    assertTrue(refused(enumOf(SchemaLimits.MAX_ENUM_NAMES + 1), "").startsWith("types[0].enum: "));
    List<String> chain = new ArrayList<>(List.of(composite("T1", "i8")));
    for (int i = 2; i <= SchemaLimits.MAX_TYPE_DEPTH; i++) {
      chain.add(composite("T" + i, "T" + (i - 1)));
    }
    schema(String.join(",", chain), field("T" + SchemaLimits.MAX_TYPE_DEPTH));
    chain.add(composite("TX", "T" + SchemaLimits.MAX_TYPE_DEPTH));
    assertTrue(refused(String.join(",", chain), "").contains("more than 8 deep"));
    schema("", field("i8[1023]"));
    assertEquals(
        "tables[1].fields: a row has 1025 values, at most 1024 are allowed",
        refused("", field("i8[1024]")));
  }

  @Test
  void shouldCountWidthOfEnums() {
    Types types = schema(enumOf(256), field("E")).resolver();
    assertEquals(1, types.shape(FieldType.declared("E")).sizeBytes());
    types = schema(enumOf(257), field("E")).resolver();
    assertEquals(2, types.shape(FieldType.declared("E")).sizeBytes());
  }
}
