package io.tactus.storage.row;

import io.tactus.storage.schema.CompositeType;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.RandomTables;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.schema.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables of declared types, nested, in arrays, with references, from a seed. */
final class RandomShapes {

  private final Random random;
  private final RandomTables scalars;
  private final List<TypeDefinition> types = new ArrayList<>();
  private final TableDefinition realm;

  RandomShapes(Random random) {
    this.random = random;
    scalars = new RandomTables(random);
    int names = random.nextBoolean() ? 3 : EnumType.ONE_BYTE_NAMES + 1 + random.nextInt(3);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      values.add("näme " + i);
    }
    types.add(new EnumType("E0", values));
    for (int i = 0; i < 4; i++) {
      List<CompositeType.Member> members = new ArrayList<>();
      for (int m = 0; m <= random.nextInt(4); m++) {
        members.add(CompositeType.Member.of("m" + m, type()));
      }
      types.add(new CompositeType("C" + i, members));
    }
    realm =
        TableDefinition.of(
                7,
                "realm",
                List.of(
                    Field.of(0, "shard", FieldType.of(TypeKind.U16)),
                    Field.of(0, "name", FieldType.string(5))),
                List.of("shard", "name"))
            .withIds(7);
  }

  /** A type made of those declared so far. */
  private FieldType type() {
    FieldType type =
        types.isEmpty() || random.nextInt(2) == 0
            ? scalars.type()
            : FieldType.declared(types.get(random.nextInt(types.size())).name());
    return random.nextInt(4) == 0 ? type.array(1 + random.nextInt(3)) : type;
  }

  Types types() {
    return Types.of(types, List.of(realm));
  }

  RowLayout layout() {
    for (int attempt = 0; ; attempt++) {
      List<Field> fields = new ArrayList<>();
      fields.add(Field.of(0, "id", FieldType.of(TypeKind.U64)));
      for (int i = 0; i <= random.nextInt(6); i++) {
        FieldType type = random.nextInt(5) == 0 ? FieldType.ref("realm") : type();
        Field field = Field.of(0, "f" + i, type);
        fields.add(random.nextInt(3) == 0 ? field.asNullable() : field);
      }
      TableDefinition table = TableDefinition.of(1, "t", fields, List.of("id")).withIds(1);
      RowLayout layout = new RowLayout(table, types());
      if (layout.rowBytes() <= 4096 || attempt > 100) {
        table.validate(types());
        return layout;
      }
    }
  }
}
