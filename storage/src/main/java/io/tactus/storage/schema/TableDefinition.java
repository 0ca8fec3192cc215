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
 * @param primaryKey names of the key fields, in key order; also paths such as {@code position.x},
 *     and all leaves of what has several
 * @param indexes secondary indexes
 * @param nextFieldId the id the next new field gets: above every id the table has ever had, so that
 *     the id of a dropped field is not given out again
 */
public record TableDefinition(
    int id,
    String name,
    List<Field> fields,
    List<String> primaryKey,
    List<IndexDefinition> indexes,
    int nextFieldId) {

  /** Copies the lists; validity is checked by {@link #validate}. */
  public TableDefinition {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
    nextFieldId = Math.max(nextFieldId, maxFieldId(fields) + 1);
  }

  /** Creates a table that has never had other fields than these. */
  public TableDefinition(
      int id,
      String name,
      List<Field> fields,
      List<String> primaryKey,
      List<IndexDefinition> indexes) {
    this(id, name, fields, primaryKey, indexes, 1);
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

  /** Returns the field with this id, or null. */
  public Field fieldById(int fieldId) {
    for (Field field : fields) {
      if (field.id() == fieldId) {
        return field;
      }
    }
    return null;
  }

  /** Returns the index of this name, or null. */
  public IndexDefinition index(String indexName) {
    for (IndexDefinition index : indexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** Returns a copy of this name. */
  public TableDefinition withName(String newName) {
    return new TableDefinition(id, newName, fields, primaryKey, indexes, nextFieldId);
  }

  /** Returns a copy with one index more. */
  public TableDefinition withIndex(IndexDefinition index) {
    List<IndexDefinition> more = new ArrayList<>(indexes);
    more.add(index);
    return withContents(fields, primaryKey, more);
  }

  /** Returns a copy with these fields, key and indexes; ids that were given out stay given out. */
  public TableDefinition withContents(
      List<Field> newFields, List<String> newKey, List<IndexDefinition> newIndexes) {
    return new TableDefinition(id, name, newFields, newKey, newIndexes, nextFieldId);
  }

  /** Returns the field a path such as {@code position.x} begins with, or null. */
  public Field columnOf(String path) {
    int dot = path.indexOf('.');
    return field(dot < 0 ? path : path.substring(0, dot));
  }

  /** Returns a copy with this id, whose fields without id get the next ones. */
  public TableDefinition withIds(int newId) {
    int next = nextFieldId;
    List<Field> numbered = new ArrayList<>();
    for (Field field : fields) {
      numbered.add(field.id() == 0 ? field.withId(next++) : field);
    }
    return new TableDefinition(newId, name, numbered, primaryKey, indexes, next);
  }

  private static int maxFieldId(List<Field> fields) {
    int max = 0;
    for (Field field : fields) {
      max = Math.max(max, field.id());
    }
    return max;
  }

  /**
   * Checks everything a schema document is checked for, for tables built in code. Names that begin
   * with {@code _} belong to the system and are refused here.
   *
   * @param types the declared types, and the tables that may be referred to; this table itself need
   *     not be among them
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID that names the table and the place
   */
  public void validate(Types types) {
    TableRules.check(this, types, "");
  }

  /**
   * As {@link #validate(Types)}, for tables without declared types that refer to themselves only.
   */
  public void validate() {
    validate(Types.NONE);
  }
}
