package io.tactus.storage.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as declared.
 *
 * @param id identity of the table through renames, never reused; 0 in a document that was not given
 *     ids yet
 * @param name the name
 * @param fields the fields, in the order in which rows hold them
 * @param primaryKey names of the key fields, in key order
 * @param indexes secondary indexes
 */
public record TableDefinition(
    int id,
    String name,
    List<Field> fields,
    List<String> primaryKey,
    List<IndexDefinition> indexes) {

  /** Copies the lists; validity is checked by {@link #validate}. */
  public TableDefinition {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
  }

  /** Returns a table without secondary indexes. */
  public static TableDefinition of(
      int id, String name, List<Field> fields, List<String> primaryKey) {
    return new TableDefinition(id, name, fields, primaryKey, List.of());
  }

  /** Returns the field of this name, or null. */
  public Field field(String fieldName) {
    for (Field field : fields) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /** Returns the largest field id, or 0. */
  public int maxFieldId() {
    int max = 0;
    for (Field field : fields) {
      max = Math.max(max, field.id());
    }
    return max;
  }

  /** Returns a copy with this id, whose fields without id get the numbers after the largest. */
  public TableDefinition withIds(int newId) {
    int next = maxFieldId() + 1;
    List<Field> numbered = new ArrayList<>();
    for (Field field : fields) {
      numbered.add(field.id() == 0 ? field.withId(next++) : field);
    }
    return new TableDefinition(newId, name, numbered, primaryKey, indexes);
  }

  /**
   * Checks everything a schema document is checked for, for tables built in code.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID that names the table and the place
   */
  public void validate() {
    TableRules.check(this);
  }
}
