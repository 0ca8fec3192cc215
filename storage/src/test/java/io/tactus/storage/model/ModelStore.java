package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.TableDefinition;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store as a map of tables. */
final class ModelStore {
  private static final int FIRST_USER_ID = 64;

  final SortedMap<String, ModelTable> tables;
  int lastTableId;
  long schemaVersion;

  ModelStore() {
    this(new TreeMap<>(), FIRST_USER_ID - 1, 0);
  }

  private ModelStore(SortedMap<String, ModelTable> tables, int lastTableId, long schemaVersion) {
    this.tables = tables;
    this.lastTableId = lastTableId;
    this.schemaVersion = schemaVersion;
  }

  ModelStore copy() {
    SortedMap<String, ModelTable> copies = new TreeMap<>();
    tables.forEach((name, table) -> copies.put(name, table.copy()));
    return new ModelStore(copies, lastTableId, schemaVersion);
  }

  RejectionCode createTable(TableDefinition definition, long newSchemaVersion) {
    if (tables.containsKey(definition.name())) {
      return RejectionCode.CONFLICT;
    }
    tables.put(definition.name(), new ModelTable(++lastTableId, definition));
    schemaVersion = newSchemaVersion;
    return null;
  }

  RejectionCode dropTable(String name, long newSchemaVersion) {
    if (tables.remove(name) == null) {
      return RejectionCode.NOT_FOUND;
    }
    schemaVersion = newSchemaVersion;
    return null;
  }
}
