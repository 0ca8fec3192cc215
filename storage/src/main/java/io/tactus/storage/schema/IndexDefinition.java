package io.tactus.storage.schema;

import java.util.List;

/**
 * A secondary index.
 *
 * @param name unique within its table
 * @param fields names of the indexed fields, in key order
 * @param kind how it finds rows
 * @param unique whether two rows may not hold the same values
 */
public record IndexDefinition(String name, List<String> fields, IndexKind kind, boolean unique) {

  /** Copies the list. */
  public IndexDefinition {
    fields = List.copyOf(fields);
  }

  /** Returns a copy over these fields. */
  public IndexDefinition withFields(List<String> newFields) {
    return new IndexDefinition(name, newFields, kind, unique);
  }
}
