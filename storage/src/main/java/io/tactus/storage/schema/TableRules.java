package io.tactus.storage.schema;

/** What must hold of a table, wherever its definition came from. */
@SuppressWarnings("DoNotCallSuggester")
final class TableRules {

  private TableRules() {}

  static void check(TableDefinition table) {
    throw new UnsupportedOperationException(table.name());
  }
}
