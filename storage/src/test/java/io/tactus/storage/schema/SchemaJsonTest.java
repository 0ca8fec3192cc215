package io.tactus.storage.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaJsonTest {

  private static TableDefinition table(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return SchemaJson.parseTable(bytes, 0, bytes.length);
  }

  private static Rejection refused(String json) {
    return assertThrows(Rejection.class, () -> table(json));
  }

  /** A table around some fields, with {@code k} as its key. */
  private static String around(String fields) {
    return "{\"name\":\"t\",\"fields\":[{\"name\":\"k\",\"type\":\"u64\"}"
        + (fields.isEmpty() ? "" : "," + fields)
        + "],\"primaryKey\":[\"k\"]}";
  }

  @Test
  void shouldPrintTheCanonicalFormByteForByte() {
    String canonical =
        "{\"name\":\"players\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
            + "{\"name\":\"name\",\"type\":\"string(32)\"},"
            + "{\"name\":\"skill\",\"type\":\"f64\",\"default\":1500,\"min\":0},"
            + "{\"name\":\"ratio\",\"type\":\"f32\",\"default\":0.1},"
            + "{\"name\":\"big\",\"type\":\"u64\",\"max\":18446744073709551615},"
            + "{\"name\":\"motto\",\"type\":\"string(9)\",\"nullable\":true,\"default\":\"\\\"é\\\\\"},"
            + "{\"name\":\"born\",\"type\":\"timestamp\",\"min\":\"2020-01-01T00:00:00.000000Z\"},"
            + "{\"name\":\"pause\",\"type\":\"duration\",\"default\":\"PT1M0.500000S\"},"
            + "{\"name\":\"tag\",\"type\":\"uuid\",\"default\":\"00112233-4455-6677-8899-aabbccddeeff\"},"
            + "{\"name\":\"on\",\"type\":\"bool\",\"default\":true}],"
            + "\"primaryKey\":[\"id\"],"
            + "\"indexes\":[{\"name\":\"by_name\",\"fields\":[\"name\"],\"kind\":\"hash\",\"unique\":true}]}";
    assertEquals(
        canonical, new String(SchemaJson.printTable(table(canonical)), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldComeBackTheSame(long seed) {
    RandomTables tables = new RandomTables(new Random(seed));
    for (int i = 0; i < 500; i++) {
      TableDefinition table = tables.next(20);
      byte[] json = SchemaJson.printTable(table);
      TableDefinition parsed = SchemaJson.parseTable(json, 0, json.length);
      assertEquals(table, parsed);
      assertArrayEquals(json, SchemaJson.printTable(parsed));
      TableDefinition stored = table.withIds(i + 1);
      byte[] storedJson = SchemaJson.printStoredTable(stored);
      assertEquals(stored, SchemaJson.parseStoredTable(storedJson, 0, storedJson.length));
    }
  }

  @Test
  void shouldReadAndPrintAWholeSchema() {
    String json =
        "{\"version\":7,\"tables\":["
            + around("")
            + ","
            + around("").replace("\"t\"", "\"a\"")
            + "]}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Schema schema = SchemaJson.parseSchema(bytes, 0, bytes.length);
    assertEquals(7, schema.version());
    assertEquals("a", schema.tables().get(0).name());
    byte[] printed = SchemaJson.printSchema(schema);
    assertEquals(schema, SchemaJson.parseSchema(printed, 0, printed.length));
  }

  @Test
  void shouldNeverGiveOutTheIdOfADroppedField() {
    TableDefinition table = table(around("{\"name\":\"v\",\"type\":\"i32\"}")).withIds(1);
    TableDefinition dropped =
        new TableDefinition(
            1, "t", table.fields().subList(0, 1), table.primaryKey(), table.indexes(), 3);
    byte[] stored = SchemaJson.printStoredTable(dropped);
    TableDefinition read = SchemaJson.parseStoredTable(stored, 0, stored.length);
    TableDefinition wider =
        new TableDefinition(
                1,
                "t",
                List.of(read.fields().get(0), Field.of(0, "w", FieldType.of(TypeKind.I32))),
                read.primaryKey(),
                read.indexes(),
                read.nextFieldId())
            .withIds(1);
    assertEquals(3, wider.field("w").id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\":\"v\",\"type\":\"i8\",\"default\":128}     | fields[1].default: does not fit i8",
        "{\"name\":\"v\",\"type\":\"i8\",\"default\":1.5}     | fields[1].default: '1.5' is not a valid i64",
        "{\"name\":\"v\",\"type\":\"i8\",\"default\":\"1\"}   | fields[1].default: a string is not a valid i8",
        "{\"name\":\"v\",\"type\":\"i8\",\"default\":null}    | fields[1].default: null, but the field is not nullable",
        "{\"name\":\"v\",\"type\":\"i8\",\"min\":5,\"max\":4} | fields[1].min: above max",
        "{\"name\":\"v\",\"type\":\"i8\",\"min\":5,\"default\":4} | fields[1].default: below min",
        "{\"name\":\"v\",\"type\":\"i8\",\"max\":5,\"default\":6} | fields[1].default: above max",
        "{\"name\":\"v\",\"type\":\"bool\",\"min\":true}      | fields[1].min: bool takes no bounds",
        "{\"name\":\"v\",\"type\":\"string(3)\",\"default\":\"éé\"} | fields[1].default: does not fit string(3)",
        "{\"name\":\"v\",\"type\":\"string(0)\"}     | fields[1].type: type 'string(0)': the capacity is 1 to 65535 bytes",
        "{\"name\":\"v\",\"type\":\"string(65536)\"} | fields[1].type: type 'string(65536)': the capacity is 1 to 65535 bytes",
        "{\"name\":\"v\",\"type\":\"string(03)\"}    | fields[1].type: type 'string(03)': the capacity is 1 to 65535 bytes",
        "{\"name\":\"v\",\"type\":\"i 8\"}           | fields[1].type: unknown type 'i 8'",
        "{\"name\":\"v\",\"type\":5}                 | fields[1].type: expected a string, not a number",
        "{\"name\":\"v\"}                            | fields[1].type: missing",
        "{\"type\":\"i8\"}                           | fields[1].name: missing",
        "{\"name\":\"v\",\"type\":\"i8\",\"mni\":1}  | fields[1].mni: unknown member; known are [name, type, nullable, generated, default, min, max, onDelete]",
        "{\"name\":\"v\",\"type\":\"i8\",\"nullable\":1} | fields[1].nullable: expected true or false, not a number",
        "{\"name\":\"v\",\"type\":\"f32\",\"generated\":true} | fields[1].generated: only an integer, not nullable, without default, min and max",
        "{\"name\":\"k\",\"type\":\"i8\"}            | fields[1].name: 'k' occurs twice",
        "{\"name\":\"_v\",\"type\":\"i8\"}           | fields[1].name: names that begin with '_' belong to the system",
        "7                                           | fields[1]: expected an object, not a number",
      })
  void shouldNameThePlace(String field, String message) {
    Rejection refused = refused(around(field));
    assertEquals(message, refused.getMessage());
    assertEquals(RejectionCode.SCHEMA_INVALID, refused.code());
  }

  @Test
  void shouldHoldTheLimitOfNames() {
    String longest = "n" + "x".repeat(SchemaLimits.MAX_NAME_LENGTH - 1);
    assertEquals(longest, table(around("").replace("\"t\"", "\"" + longest + "\"")).name());
    assertTrue(
        refused(around("").replace("\"t\"", "\"" + longest + "x\""))
            .getMessage()
            .startsWith("name: a name is a letter"));
    for (String bad : new String[] {"", "1a", "a-b", "é", "a b", "a.b"}) {
      refused(around("").replace("\"t\"", "\"" + bad + "\""));
    }
  }

  @Test
  void shouldHoldTheLimitOfFields() {
    StringJoiner fields = new StringJoiner(",");
    for (int i = 1; i < SchemaLimits.MAX_FIELDS; i++) {
      fields.add("{\"name\":\"f" + i + "\",\"type\":\"bool\",\"nullable\":true}");
    }
    assertEquals(SchemaLimits.MAX_FIELDS, table(around(fields.toString())).fields().size());
    fields.add("{\"name\":\"more\",\"type\":\"bool\"}");
    assertEquals(
        "fields: a table has 1 to 256 fields, not 257",
        refused(around(fields.toString())).getMessage());
  }

  @Test
  void shouldHoldTheLimitOfARow() {
    // 8 header, 8 key, 2 length, the rest characters.
    int most = SchemaLimits.MAX_ROW_BYTES - 18;
    table(around("{\"name\":\"v\",\"type\":\"string(" + most + ")\"}"));
    assertEquals(
        "fields: a row takes 4097 bytes, at most 4096 are allowed",
        refused(around("{\"name\":\"v\",\"type\":\"string(" + (most + 1) + ")\"}")).getMessage());
  }

  @Test
  void shouldHoldTheLimitsOfKeys() {
    String wide = "{\"name\":\"v\",\"type\":\"string(%d)\"}";
    String key = "\"primaryKey\":[\"v\"]";
    int most = SchemaLimits.MAX_KEY_BYTES - 2;
    table(around(wide.formatted(most)).replace("\"primaryKey\":[\"k\"]", key));
    assertEquals(
        "primaryKey: 1025 bytes, at most 1024 are allowed",
        refused(around(wide.formatted(most + 1)).replace("\"primaryKey\":[\"k\"]", key))
            .getMessage());
    StringJoiner fields = new StringJoiner(",");
    StringJoiner names = new StringJoiner("\",\"", "\"primaryKey\":[\"", "\"]");
    for (int i = 0; i < SchemaLimits.MAX_KEY_FIELDS + 1; i++) {
      fields.add("{\"name\":\"f" + i + "\",\"type\":\"bool\"}");
      names.add("f" + i);
    }
    assertEquals(
        "primaryKey: 1 to 8 fields, not 9",
        refused(around(fields.toString()).replace("\"primaryKey\":[\"k\"]", names.toString()))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]            | primaryKey: 1 to 8 fields, not 0",
        "[\"x\"]       | primaryKey[0]: there is no field 'x'",
        "[\"k\",\"k\"] | primaryKey[1]: 'k' occurs twice",
        "[\"n\"]       | primaryKey[0]: 'n' is nullable",
        "\"k\"         | primaryKey: expected an array, not a string",
      })
  void shouldCheckThePrimaryKey(String key, String message) {
    String json =
        around("{\"name\":\"n\",\"type\":\"i8\",\"nullable\":true}").replace("[\"k\"]", key);
    assertEquals(message, refused(json).getMessage());
  }

  @Test
  void shouldRefuseWhatIsNoJson() {
    assertEquals(RejectionCode.MALFORMED, refused("{\"name\":\"t\",}").code());
    assertEquals(RejectionCode.MALFORMED, refused("{\"name\":\"t\",\"name\":\"t\"}").code());
  }
}
