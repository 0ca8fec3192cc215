package io.tactus.storage.catalog;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The declared types as rows of {@code _types}.
 *
 * <p>Threading: tick thread only; cold.
 */
final class TypePages {

  private TypePages() {}

  /** Enters a type that is not there. */
  static void write(Table table, RowDraft draft, TypeDefinition type) {
    byte[] json = SchemaJson.printType(type);
    DocumentParts.write(table, draft, json, row -> row.setString(0, type.name()));
  }

  /** Takes a type out. */
  static void delete(Table table, String name, long keyScratch) {
    RowField nameField = table.layout().field(0);
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    Memory.zero(keyScratch, table.layout().keyBytes());
    Memory.putByte(keyScratch, (byte) utf8.length);
    Memory.putBytes(keyScratch + 1, utf8, 0, utf8.length);
    for (int part = 0; ; part++) {
      Memory.putShort(keyScratch + nameField.sizeBytes(), (short) part);
      long slot = table.findSlot(keyScratch);
      if (slot < 0) {
        return;
      }
      table.deleteAt(slot, 0);
    }
  }

  /** Reads all types, sorted by name. */
  static List<TypeDefinition> read(Table table) {
    RowField nameField = table.layout().field(0);
    List<TypeDefinition> types = new ArrayList<>();
    DocumentParts.read(table, row -> string(nameField, row))
        .forEach((name, json) -> types.add(SchemaJson.parseType(json, 0, json.length)));
    return types;
  }

  private static String string(RowField field, long row) {
    byte[] utf8 = new byte[field.stringLength(row)];
    Memory.getBytes(field.stringAddress(row), utf8, 0, utf8.length);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
