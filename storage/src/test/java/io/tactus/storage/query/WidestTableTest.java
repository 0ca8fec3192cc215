package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables at the limits of a schema are not only declared but used. */
class WidestTableTest {

  private static final Field ID = Field.of(0, "id", FieldType.of(TypeKind.U64));

  @Test
  void shouldStoreMostFieldsWithTheLongestNames() {
    List<Field> fields = new ArrayList<>();
    fields.add(ID);
    while (fields.size() < SchemaLimits.MAX_FIELDS) {
      String name = "f" + "x".repeat(SchemaLimits.MAX_NAME_LENGTH - 4) + (100 + fields.size());
      fields.add(
          Field.of(0, name, FieldType.of(TypeKind.I64))
              .withBounds(Literal.ofLong(Long.MIN_VALUE), Literal.ofLong(Long.MAX_VALUE))
              .withDefault(Literal.ofLong(Long.MIN_VALUE + fields.size())));
    }
    TableDefinition table = TableDefinition.of(0, "wide", fields, List.of("id"));
    try (QueryWorld world = new QueryWorld(table)) {
      world.insert("{\"id\":1}");
      String last = fields.getLast().name();
      assertEquals(
          List.of("{\"" + last + "\":-9223372036854775553}"), world.run("id=eq.1&select=" + last));
    }
  }

  @Test
  void shouldStoreARowAsLargeAsAPage() {
    int capacity = SchemaLimits.MAX_ROW_BYTES - 18;
    Field text = Field.of(0, "s", FieldType.string(capacity));
    TableDefinition table = TableDefinition.of(0, "big", List.of(ID, text), List.of("id"));
    try (QueryWorld world = new QueryWorld(table)) {
      String longest = "y".repeat(capacity);
      world.insert("{\"id\":1,\"s\":\"" + longest + "\"}", "{\"id\":2,\"s\":\"\"}");
      assertEquals(SchemaLimits.MAX_ROW_BYTES, world.layout().rowBytes());
      assertEquals(List.of(1L, 2L), world.ids(""));
      assertEquals(List.of("{\"s\":\"" + longest + "\"}"), world.run("id=eq.1&select=s"));
    }
  }
}
