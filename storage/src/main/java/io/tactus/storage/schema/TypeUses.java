package io.tactus.storage.schema;

import java.util.ArrayList;
import java.util.List;

/** Who uses a declared type or a table: what must not be dropped. Cold. */
public final class TypeUses {

  private TypeUses() {}

  /** Returns the fields and members of a declared type, as {@code players.position}. */
  public static List<String> ofType(Schema schema, String name) {
    List<String> uses = new ArrayList<>();
    for (TypeDefinition type : schema.types()) {
      if (type instanceof CompositeType composite) {
        for (CompositeType.Member member : composite.members()) {
          if (isOf(member.type(), TypeKind.DECLARED, name)) {
            uses.add(type.name() + "." + member.name());
          }
        }
      }
    }
    return addFields(schema, TypeKind.DECLARED, name, "", uses);
  }

  /** Returns the fields of other tables that refer to a table, as {@code players.guild}. */
  public static List<String> ofTable(Schema schema, String name) {
    return addFields(schema, TypeKind.REF, name, name, new ArrayList<>());
  }

  private static List<String> addFields(
      Schema schema, TypeKind kind, String name, String exceptTable, List<String> uses) {
    for (TableDefinition table : schema.tables()) {
      for (Field field : table.fields()) {
        if (isOf(field.type(), kind, name) && !table.name().equals(exceptTable)) {
          uses.add(table.name() + "." + field.name());
        }
      }
    }
    return uses;
  }

  private static boolean isOf(FieldType type, TypeKind kind, String name) {
    return type.kind() == kind && type.name().equals(name);
  }
}
