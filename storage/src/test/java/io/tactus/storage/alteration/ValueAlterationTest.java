package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.alteration.SchemaChange.DropField;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields of variable length that come, stay, go and change; audited after every change. */
class ValueAlterationTest {
  private static final String LONG = "y".repeat(9000);

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

  @Test
  void shouldRefuseOtherConversions() {
    for (String type : new String[] {"bytes", "json", "u64", "uuid"}) {
      assertThrows(
          Rejection.class, () -> world.alter("notes", "body", "{\"type\":\"" + type + "\"}"), type);
    }
  }
}
