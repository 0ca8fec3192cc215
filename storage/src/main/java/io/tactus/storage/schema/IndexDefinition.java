package io.tactus.storage.schema;

import java.util.List;

/**
 * A secondary index.
 *
 * @param name unique within its table
 * @param fields names of the indexed fields, in key order; also paths such as {@code position.x},
 *     and all leaves of what has several
 * @param kind how it finds rows
 * @param unique whether two rows may not hold the same values
 * @param cell edge of a grid's cells in units of the coordinates, above 0; 0 for other kinds
 */
public record IndexDefinition(
    String name, List<String> fields, IndexKind kind, boolean unique, double cell) {

  /** Copies the list. */
  public IndexDefinition {
    fields = List.copyOf(fields);
  }

  /** Creates a hash or an ordered index. */
  public IndexDefinition(String name, List<String> fields, IndexKind kind, boolean unique) {
    this(name, fields, kind, unique, 0);
  }

  /** Returns a grid index with cells of this edge. */
  public static IndexDefinition grid(String name, List<String> fields, double cell) {
    return new IndexDefinition(name, fields, IndexKind.GRID, false, cell);
  }

  /** Returns a copy over these fields. */
  public IndexDefinition withFields(List<String> newFields) {
    return new IndexDefinition(name, newFields, kind, unique, cell);
  }
}
