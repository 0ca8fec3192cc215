package io.tactus.storage.schema;

import java.util.List;

/**
 * All tables at one schema version.
 *
 * @param version counts schema changes, from 0
 * @param tables the tables, sorted by name
 */
public record Schema(long version, List<TableDefinition> tables) {

  /** The schema without tables. */
  public static final Schema EMPTY = new Schema(0, List.of());

  /** Copies and sorts the list. */
  public Schema {
    tables = tables.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /** Returns a copy with these tables. */
  public Schema withTables(List<TableDefinition> newTables) {
    return new Schema(version, newTables);
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
}
