package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.schema.SchemaLimits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of variable length that come, stay, go and change; audited after every change. */
class ValueAlterationTest {
  private static final String LONG = "y".repeat(9000);

  private static final List<String> OTHERS =
      List.of(
          "bool",
          "u8",
          "i64",
          "u64",
          "f32",
          "f64",
          "timestamp",
          "duration",
          "uuid",
          "string(8)",
          "text",
          "bytes",
          "json",
          "u8[3]");

  private final AlteredStore world = new AlteredStore();

  @BeforeEach
  void create() {
    world.create(
        """
        {"name":"notes","fields":[
          {"name":"id","type":"u64"},
          {"name":"name","type":"string(16)"},
          {"name":"body","type":"text","nullable":true}],
         "primaryKey":["id"]}""");
    world.insert("notes", "{\"id\":1,\"name\":\"ada\",\"body\":\"one\"}");
    world.insert("notes", "{\"id\":2,\"name\":\"bob\"}");
    world.insert("notes", "{\"id\":3,\"name\":\"cy\",\"body\":\"" + LONG + "\"}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void assertRows(String... rows) {
    assertEquals(List.of(rows), world.rows("notes"));
    try (AlteredStore copy = world.reloaded()) {
      assertEquals(List.of(rows), copy.rows("notes"));
      assertEquals(world.store.hashes(), copy.store.hashes());
    }
  }

  @Test
  void shouldCarryValuesOverWhenOtherFieldsChange() {
    world.addField("notes", "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}");
    world.change(new DropField("notes", "name"));
    assertRows(
        "{\"id\":1,\"body\":\"one\",\"level\":1}",
        "{\"id\":2,\"body\":null,\"level\":1}",
        "{\"id\":3,\"body\":\"" + LONG + "\",\"level\":1}");
  }

  @Test
  void shouldFillNewFieldsOfEachKind() {
    world.addField("notes", "{\"name\":\"t\",\"type\":\"text\",\"default\":\"none\"}");
    world.addField("notes", "{\"name\":\"b\",\"type\":\"bytes\",\"default\":\"AQI=\"}");
    world.addField("notes", "{\"name\":\"j\",\"type\":\"json\",\"nullable\":true}");
    world.change(new DropField("notes", "body"));
    String rest = "\"t\":\"none\",\"b\":\"AQI=\",\"j\":null}";
    assertRows(
        "{\"id\":1,\"name\":\"ada\"," + rest,
        "{\"id\":2,\"name\":\"bob\"," + rest,
        "{\"id\":3,\"name\":\"cy\"," + rest);
  }

  @Test
  void shouldGiveTheAreaBackWithTheLastSuchField() {
    long pages = world.publish().logicalPages();
    world.change(new DropField("notes", "body"));
    assertRows(
        "{\"id\":1,\"name\":\"ada\"}", "{\"id\":2,\"name\":\"bob\"}", "{\"id\":3,\"name\":\"cy\"}");
    assertTrue(world.publish().logicalPages() < pages);
    world.addField("notes", "{\"name\":\"body\",\"type\":\"text\",\"default\":\"\"}");
    assertEquals("{\"id\":1,\"name\":\"ada\",\"body\":\"\"}", world.rows("notes").get(0));
  }

  @Test
  void shouldMakeTextOfStringsAndStringsOfText() {
    world.alter("notes", "name", "{\"type\":\"text\"}");
    assertEquals("{\"id\":1,\"name\":\"ada\",\"body\":\"one\"}", world.rows("notes").get(0));
    world.alter("notes", "name", "{\"type\":\"string(3)\"}");
    Rejection refused =
        assertThrows(
            Rejection.class, () -> world.alter("notes", "body", "{\"type\":\"string(100)\"}"));
    assertEquals("body", refused.field());
    world.alterWithLoss("notes", "body", "{\"type\":\"string(100)\"}");
    assertRows(
        "{\"id\":1,\"name\":\"ada\",\"body\":\"one\"}",
        "{\"id\":2,\"name\":\"bob\",\"body\":null}",
        "{\"id\":3,\"name\":\"cy\",\"body\":\"" + LONG.substring(0, 100) + "\"}");
  }

  /** Each of the three to everything, and everything to each, but strings and text. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes", "json"})
  void shouldRefuseOtherConversions(String variable) {
    String value =
        switch (variable) {
          case "text" -> "\"1\"";
          case "bytes" -> "\"MQ==\"";
          default -> "1";
        };
    world.addField("notes", "{\"name\":\"v\",\"type\":\"" + variable + "\",\"nullable\":true}");
    world.addField("notes", "{\"name\":\"s\",\"type\":\"string(8)\",\"nullable\":true}");
    world.insert("notes", "{\"id\":4,\"name\":\"dee\",\"v\":" + value + "}");
    List<String> before = world.rows("notes");
    for (String type : OTHERS) {
      if (!type.equals(variable) && !(variable.equals("text") && type.startsWith("string"))) {
        assertRefused("v", type);
      }
      if (!type.startsWith("string")) {
        world.addField("notes", "{\"name\":\"o\",\"nullable\":true,\"type\":\"" + type + "\"}");
        if (!type.equals(variable)) {
          assertRefused("o", variable);
        }
        world.change(new DropField("notes", "o"));
      }
    }
    if (!variable.equals("text")) {
      assertRefused("s", variable);
    }
    assertRows(before.toArray(String[]::new));
  }

  private void assertRefused(String field, String type) {
    String change = "{\"type\":\"" + type + "\"}";
    StateHashes hashes = world.store.hashes();
    for (Executable alteration :
        List.<Executable>of(
            () -> world.alter("notes", field, change),
            () -> world.alterWithLoss("notes", field, change))) {
      Rejection refused = assertThrows(Rejection.class, alteration, field + " to " + type);
      assertEquals(RejectionCode.SCHEMA_INVALID, refused.code());
      assertEquals(field, refused.field());
      assertTrue(refused.getMessage().contains("cannot become " + type), refused.getMessage());
      assertEquals("drop the field and add another", refused.hint());
    }
    assertEquals(hashes, world.store.hashes(), "without a trace");
  }

  /** The longest string and the longest text, and one byte more. */
  @Test
  void shouldConvertTheLongestValuesAndRefuseOneByteMore() {
    String longest = "z".repeat(SchemaLimits.MAX_VALUE_BYTES);
    int most = 3_000; // rows hold no longer strings
    world.insert("notes", "{\"id\":4,\"name\":\"dee\",\"body\":\"" + longest + "\"}");
    String wide = "{\"type\":\"string(" + most + ")\"}";
    assertEquals(
        "value_too_long",
        assertThrows(Rejection.class, () -> world.alter("notes", "body", wide)).name());
    world.change(new DropField("notes", "body"));
    world.addField("notes", "{\"name\":\"body\",\"type\":\"text\",\"nullable\":true}");
    world.insert("notes", "{\"id\":5,\"name\":\"eve\",\"body\":\"" + "e".repeat(most) + "\"}");
    world.alter("notes", "body", wide);
    world.alter("notes", "body", "{\"type\":\"text\"}");
    assertEquals(
        "{\"id\":5,\"name\":\"eve\",\"body\":\"" + "e".repeat(most) + "\"}",
        world.rows("notes").get(4));
    world.insert("notes", "{\"id\":6,\"name\":\"fay\",\"body\":\"" + "f".repeat(most + 1) + "\"}");
    Rejection refused = assertThrows(Rejection.class, () -> world.alter("notes", "body", wide));
    assertEquals("value_too_long", refused.name());
    assertTrue(refused.detail().contains("(id)=(6)"), refused.detail());
  }
}
