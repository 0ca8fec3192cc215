package io.tactus.storage.alteration;

import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * What an index or a key is over, said in ids of fields: the same through renames.
 *
 * @param definition the index as declared, with its fields left out, or null for the primary key
 * @param fields by field: its id and the path into it
 */
public record IndexIdentity(IndexDefinition definition, List<String> fields) {

  /** Returns the identity of an index. */
  public static IndexIdentity of(TableDefinition table, IndexDefinition index) {
    return new IndexIdentity(nameless(index), ids(table, index.fields()));
  }

  /**
   * The index of a reference bears the field's name, which is not what makes it that index. The
   * colon stays: no declared index has one, so none passes for it.
   */
  private static IndexDefinition nameless(IndexDefinition index) {
    int colon = index.name().indexOf(':');
    return colon < 0
        ? index.withFields(List.of())
        : new IndexDefinition(
            index.name().substring(0, colon + 1), List.of(), index.kind(), index.unique());
  }

  /** Returns the identity of the primary key. */
  static IndexIdentity key(TableDefinition table) {
    return new IndexIdentity(null, ids(table, table.primaryKey()));
  }

  private static List<String> ids(TableDefinition table, List<String> paths) {
    return paths.stream()
        .map(path -> table.field(FieldPaths.field(path)).id() + FieldPaths.rest(path))
        .toList();
  }
}
