package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.CompositeType;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.schema.Types;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of docs/FORMAT.md, byte by byte. */
class NestedRowFormatTest {

  private static final FieldType VEC3 = FieldType.declared("Vec3");

  private static Field field(String name, String type) {
    return Field.of(0, name, FieldType.parse(type));
  }

  @Test
  void shouldLayOutTheExample() {
    FieldType f32 = FieldType.of(TypeKind.F32);
    CompositeType vec3 =
        new CompositeType(
            "Vec3",
            List.of(
                CompositeType.Member.of("x", f32),
                CompositeType.Member.of("y", f32),
                CompositeType.Member.of("z", f32)));
    TableDefinition guilds =
        TableDefinition.of(
            1,
            "guilds",
            List.of(field("realm", "u16"), field("name", "string(3)")),
            List.of("realm", "name"));
    Types types =
        Types.of(List.of(vec3, new EnumType("Region", List.of("eu", "us"))), List.of(guilds));
    TableDefinition table =
        TableDefinition.of(
            2,
            "units",
            List.of(
                field("id", "u64"),
                field("region", "Region"),
                Field.of(0, "position", VEC3),
                Field.of(0, "home", VEC3).asNullable(),
                field("stats", "u16[2]"),
                field("guild", "ref(guilds)").asNullable()),
            List.of("id"));
    table.validate(types);
    RowLayout layout = new RowLayout(table, types);
    RowWorld world = new RowWorld();
    String json =
        "{\"id\":5,\"region\":\"us\",\"position\":{\"x\":1.5,\"y\":-2,\"z\":0},\"home\":null,"
            + "\"stats\":[1,258],\"guild\":[3,\"ab\"]}";
    RowDraft draft = world.read(new RowDraft().reset(layout), json);
    draft.completeForInsert();
    RowLayout.putSequence(draft.rowAddress(), 7);
    byte[] row = new byte[layout.rowBytes()];
    Memory.getBytes(draft.rowAddress(), row, 0, row.length);
    assertEquals(
        "0700000000000000"
            + "01"
            + "0500000000000000"
            + "01"
            + "0000c03f000000c000000000"
            + "000000000000000000000000"
            + "01000201"
            + "0300"
            + "02616200",
        HexFormat.of().formatHex(row));
  }
}
