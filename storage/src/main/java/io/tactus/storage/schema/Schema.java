package io.tactus.storage.schema;

import java.util.List;

/**
 * All tables and declared types at one schema version.
 *
 * @param version counts schema changes, from 0
 * @param tables the tables, sorted by name
 * @param types the declared types, sorted by name
 */
public record Schema(long version, List<TableDefinition> tables, List<TypeDefinition> types) {

  /** The schema without tables. */
  public static final Schema EMPTY = new Schema(0, List.of(), List.of());

  /** Creates a schema without declared types. */
  public Schema(long version, List<TableDefinition> tables) {
    this(version, tables, List.of());
  }

  /** Copies and sorts the lists. */
  public Schema {
    tables = tables.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    types = types.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /** Returns a copy with these types. */
  public Schema withTypes(List<? extends TypeDefinition> newTypes) {
    return new Schema(version, tables, List.copyOf(newTypes));
  }

  /** Returns a copy with these tables. */
  public Schema withTables(List<TableDefinition> newTables) {
    return new Schema(version, newTables, types);
  }

  /** Returns the table with this id, or null. */
  public TableDefinition table(int id) {
    for (TableDefinition table : tables) {
      if (table.id() == id) {
        return table;
      }
    }
    return null;
  }

  /** Returns the table of this name, or null. */
  public TableDefinition table(String name) {
    for (TableDefinition table : tables) {
      if (table.name().equals(name)) {
        return table;
      }
    }
    return null;
  }

  /** Returns the declared type of this name, or null. */
  public TypeDefinition type(String name) {
    for (TypeDefinition type : types) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** Returns the resolver of this schema's types. */
  public Types resolver() {
    return Types.of(types, tables);
  }
}
