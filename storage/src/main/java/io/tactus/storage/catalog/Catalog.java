package io.tactus.storage.catalog;

import io.tactus.storage.relation.Relations;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Object2ObjectHashMap;

/**
 * All tables at one schema version, system tables included, and the declared types. A version
 * carries its catalog, so that a reader decodes rows with the layout they were written in.
 *
 * <p>Threading: immutable.
 */
public final class Catalog {
  private final long schemaVersion;
  private final List<TableMeta> tables;
  private final Int2ObjectHashMap<TableMeta> byId = new Int2ObjectHashMap<>();
  private final Object2ObjectHashMap<String, TableMeta> byName = new Object2ObjectHashMap<>();
  private final Schema schema;
  private final Relations relations;

  /** Creates a catalog of these tables and declared types. */
  public Catalog(long schemaVersion, List<TableMeta> tables, List<TypeDefinition> types) {
    this.schemaVersion = schemaVersion;
    List<TableMeta> sorted = new ArrayList<>(tables);
    sorted.sort(Comparator.comparing(TableMeta::name));
    this.tables = List.copyOf(sorted);
    for (TableMeta table : this.tables) {
      byId.put(table.id(), table);
      byName.put(table.name(), table);
    }
    this.relations = new Relations(this.tables);
    this.schema =
        new Schema(
            schemaVersion,
            this.tables.stream().filter(t -> !t.isSystem()).map(TableMeta::definition).toList(),
            types);
  }

  /** Returns the number of schema changes so far. */
  public long schemaVersion() {
    return schemaVersion;
  }

  /** Returns all tables, system tables included, sorted by name. */
  public List<TableMeta> tables() {
    return tables;
  }

  /** Returns the table with this id, or null. */
  public TableMeta table(int id) {
    return byId.get(id);
  }

  /** Returns the table of this name, or null. */
  public TableMeta table(String name) {
    return byName.get(name);
  }

  /** Returns the user tables and types as declared. */
  public Schema schema() {
    return schema;
  }

  /** Returns which tables refer to which. */
  public Relations relations() {
    return relations;
  }

  /** Returns a catalog with one table more, at the given schema version. */
  public Catalog with(TableMeta table, long newSchemaVersion) {
    List<TableMeta> more = new ArrayList<>(tables);
    more.add(table);
    return new Catalog(newSchemaVersion, more, schema.types());
  }

  /** Returns a catalog without a table, at the given schema version. */
  public Catalog without(TableMeta table, long newSchemaVersion) {
    List<TableMeta> fewer = new ArrayList<>(tables);
    fewer.remove(table);
    return new Catalog(newSchemaVersion, fewer, schema.types());
  }
}
