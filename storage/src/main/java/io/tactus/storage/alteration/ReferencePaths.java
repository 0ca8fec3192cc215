package io.tactus.storage.alteration;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Renames a key field of one table where other tables' keys and indexes reach it by a path through
 * a reference, as in {@code guild.realm}; references may lead on to references. Threading: one use.
 */
final class ReferencePaths {
  private final Schema schema;
  private final String table;
  private final String oldName;
  private final String newName;

  /**
   * @param schema in which the field has its new name, and paths through references the old one
   */
  ReferencePaths(Schema schema, String table, String oldName, String newName) {
    this.schema = schema;
    this.table = table;
    this.oldName = oldName;
    this.newName = newName;
  }

  /** Returns the table with its paths brought up to date; itself if none leads there. */
  TableDefinition rename(TableDefinition from) {
    List<IndexDefinition> indexes = new ArrayList<>();
    for (IndexDefinition index : from.indexes()) {
      indexes.add(index.withFields(rename(from, index.fields())));
    }
    return from.withContents(from.fields(), rename(from, from.primaryKey()), indexes);
  }

  private List<String> rename(TableDefinition from, List<String> paths) {
    return paths.stream().map(path -> rename(from, path)).toList();
  }

  private String rename(TableDefinition from, String path) {
    String[] parts = path.split("\\.", -1);
    Field field = from.field(parts[0]);
    for (int i = 1; i < parts.length && isReference(field); i++) {
      TableDefinition target = schema.table(field.type().name());
      if (target.name().equals(table) && parts[i].equals(oldName)) {
        parts[i] = newName;
      }
      field = target.field(parts[i]);
    }
    return String.join(".", parts);
  }

  private static boolean isReference(Field field) {
    return field != null && field.type().kind() == TypeKind.REF;
  }
}
