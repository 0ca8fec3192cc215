package io.tactus.storage.catalog;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaPlan;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.schema.TypeUses;
import io.tactus.storage.schema.Types;
import io.tactus.storage.table.Counters;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TablePages;
import io.tactus.storage.table.WriteContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalog as rows of the system tables: writes schema changes into them and reads a whole
 * catalog back out of them.
 *
 * <p>Threading: tick thread only; cold.
 */
public final class CatalogPages {
  /** The rows of {@code _tables} lie in the first area a new space hands out. */
  private static final int TABLES_AREA = 1;

  private final WriteContext context;
  private final TableOpener tables;
  private final RowDraft draft = new RowDraft();

  /** Opens the system tables of a working state. */
  public CatalogPages(WriteContext context, TableOpener tables) {
    this.context = context;
    this.tables = tables;
  }

  /** Returns the seed with which the store in this space was created. */
  public static long hashSeed(PageSpace space) {
    return TablePages.keySeed(space, TABLES_AREA);
  }

  /** Opens the table of counters of a catalog that is known already. */
  public void openCounters(Catalog catalog) {
    context.setCounters(open(catalog, SystemTables.COUNTERS_ID));
  }

  /** Creates the system tables of an empty space. */
  public Catalog create() {
    List<TableMeta> metas = new ArrayList<>();
    for (TableDefinition definition : SystemTables.ALL) {
      metas.add(TablePages.create(context, definition, Types.NONE, true));
    }
    if (metas.get(0).rowsArea() != TABLES_AREA) {
      throw new IllegalStateException("_tables lies in area " + metas.get(0).rowsArea());
    }
    Catalog catalog = new Catalog(0, metas, List.of());
    openCounters(catalog);
    addCounter(catalog, SystemTables.TABLE_ID_COUNTER, SystemTables.FIRST_USER_ID - 1);
    addCounter(catalog, SystemTables.SCHEMA_VERSION_COUNTER, 0);
    for (TableMeta meta : metas) {
      register(catalog, meta);
    }
    return catalog;
  }

  /**
   * Reads the catalog out of the pages of a space.
   *
   * @throws IllegalArgumentException if the pages do not hold one
   */
  public Catalog read() {
    TableMeta tablesMeta =
        TablePages.open(context.space(), SystemTables.TABLES, Types.NONE, true, TABLES_AREA);
    Map<Integer, Place> places = readPlaces(tables.open(tablesMeta));
    List<TableMeta> metas = new ArrayList<>();
    for (TableDefinition definition : SystemTables.ALL) {
      Place place = places.get(definition.id());
      if (place == null) {
        throw new IllegalArgumentException("system table " + definition.name() + " is missing");
      }
      metas.add(TablePages.open(context.space(), definition, Types.NONE, true, place.area()));
    }
    Catalog system = new Catalog(0, metas, List.of());
    openCounters(system);
    long schemaVersion = counter(SystemTables.SCHEMA_VERSION_COUNTER);
    List<TypeDefinition> types = TypePages.read(open(system, SystemTables.TYPES_ID));
    List<TableDefinition> definitions = readDefinitions(open(system, SystemTables.CATALOG_ID));
    Types known = Types.of(types, definitions);
    for (TableDefinition definition : definitions) {
      Place place = places.get(definition.id());
      metas.add(
          TablePages.open(context.space(), definition, known, false, place.area())
              .withLayoutVersion(place.layoutVersion()));
    }
    return new Catalog(schemaVersion, metas, types);
  }

  /**
   * Adds a table and returns the new catalog.
   *
   * @throws Rejection CONFLICT, SCHEMA_INVALID, MEMORY_LIMIT; the caller rolls back
   */
  public Catalog createTable(Catalog catalog, TableDefinition declared, long schemaVersion) {
    Types types = catalog.schema().resolver();
    declared.validate(types);
    if (catalog.table(declared.name()) != null) {
      throw new Rejection(
              RejectionCode.CONFLICT, "there is a table " + declared.name() + " already")
          .withName("duplicate_table", "42P07")
          .at(declared.name(), "");
    }
    if (catalog.schema().tables().size() >= SchemaLimits.MAX_TABLES) {
      throw new Rejection(
          RejectionCode.SCHEMA_INVALID, "more than " + SchemaLimits.MAX_TABLES + " tables");
    }
    TableDefinition definition = declared.withIds(nextTableId());
    TableMeta meta = TablePages.create(context, definition, types, false);
    register(catalog, meta);
    writeDefinition(catalog, definition);
    setCounter(SystemTables.SCHEMA_VERSION_COUNTER, schemaVersion);
    return catalog.with(meta, schemaVersion);
  }

  /**
   * Drops a table and returns the new catalog.
   *
   * @throws Rejection NOT_FOUND; SCHEMA_INVALID for a system table
   */
  public Catalog dropTable(Catalog catalog, String name, long schemaVersion) {
    TableMeta meta = catalog.table(name);
    if (meta == null) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no table " + name)
          .withName("undefined_table", "42P01")
          .at(name, "");
    }
    if (meta.isSystem()) {
      throw new Rejection(RejectionCode.SCHEMA_INVALID, "the system keeps " + name).at(name, "");
    }
    List<String> uses = TypeUses.ofTable(catalog.schema(), name);
    if (!uses.isEmpty()) {
      throw inUse("table " + name, uses).at(name, "");
    }
    unregister(catalog, meta);
    TablePages.drop(context, meta);
    setCounter(SystemTables.SCHEMA_VERSION_COUNTER, schemaVersion);
    return catalog.without(meta, schemaVersion);
  }

  /**
   * Carries out a plan and returns the new catalog.
   *
   * @throws Rejection what the rows refuse, MEMORY_LIMIT, SCHEMA_INVALID; the caller rolls back
   */
  public Catalog change(Catalog catalog, SchemaPlan plan, long schemaVersion) {
    return new CatalogChange(context, this, catalog, plan, schemaVersion).carryOut();
  }

  TableOpener opener() {
    return tables;
  }

  int nextTableId() {
    long id = counter(SystemTables.TABLE_ID_COUNTER) + 1;
    setCounter(SystemTables.TABLE_ID_COUNTER, id);
    return Math.toIntExact(id);
  }

  void setSchemaVersion(long schemaVersion) {
    setCounter(SystemTables.SCHEMA_VERSION_COUNTER, schemaVersion);
  }

  /** Returns the last number a table has handed out; 0 if it has never had a generated field. */
  long lastNumber(int tableId) {
    return hasCounter(tableId) ? counter(tableId) : 0;
  }

  /** Makes sure that a table hands out numbers above this one. */
  void noteNumber(Catalog catalog, int tableId, long number) {
    if (!hasCounter(tableId)) {
      addCounter(catalog, tableId, number);
    } else if (Long.compareUnsigned(number, counter(tableId)) > 0) {
      setCounter(tableId, number);
    }
  }

  /** Enters what a table is now in place of what it was. */
  void replace(Catalog catalog, TableMeta meta) {
    Table table = open(catalog, SystemTables.TABLES_ID);
    Memory.putInt(context.keyScratch(), meta.id());
    table.update(context.keyScratch(), place(table, meta), null, 0);
    deleteDefinition(catalog, meta.id());
    writeDefinition(catalog, meta.definition());
  }

  /** Makes {@code _types} hold these declared types in place of those of a catalog. */
  void replaceTypes(Catalog catalog, List<TypeDefinition> types) {
    Table table = open(catalog, SystemTables.TYPES_ID);
    List<TypeDefinition> before = catalog.schema().types();
    for (TypeDefinition type : before) {
      if (!types.contains(type)) {
        TypePages.delete(table, type.name(), context.keyScratch());
      }
    }
    for (TypeDefinition type : types) {
      if (!before.contains(type)) {
        TypePages.write(table, draft, type);
      }
    }
  }

  private static Rejection inUse(String what, List<String> uses) {
    return new Rejection(RejectionCode.CONFLICT, what + " is used by " + String.join(", ", uses))
        .withName("in_use", "2BP01");
  }

  void register(Catalog catalog, TableMeta meta) {
    Table table = open(catalog, SystemTables.TABLES_ID);
    table.insert(place(table, meta));
    if (meta.layout().generatedOrdinal() >= 0) {
      addCounter(catalog, meta.id(), 0);
    }
  }

  private RowDraft place(Table table, TableMeta meta) {
    draft.reset(table.layout());
    draft.setLong(0, meta.id());
    draft.setString(1, meta.name());
    draft.setLong(2, meta.rowsArea());
    draft.setLong(3, meta.layoutVersion());
    return draft;
  }

  void unregister(Catalog catalog, TableMeta meta) {
    Memory.putInt(context.keyScratch(), meta.id());
    open(catalog, SystemTables.TABLES_ID).delete(context.keyScratch(), 0);
    if (hasCounter(meta.id())) {
      Memory.putInt(context.keyScratch(), meta.id());
      open(catalog, SystemTables.COUNTERS_ID).delete(context.keyScratch(), 0);
    }
    deleteDefinition(catalog, meta.id());
  }

  private void deleteDefinition(Catalog catalog, int tableId) {
    Table parts = open(catalog, SystemTables.CATALOG_ID);
    long key = context.keyScratch();
    Memory.putInt(key, tableId);
    for (int part = 0; ; part++) {
      Memory.putShort(key + Integer.BYTES, (short) part);
      long slot = parts.findSlot(key);
      if (slot < 0) {
        return;
      }
      parts.deleteAt(slot, 0);
    }
  }

  void writeDefinition(Catalog catalog, TableDefinition definition) {
    DocumentParts.write(
        open(catalog, SystemTables.CATALOG_ID),
        draft,
        SchemaJson.printStoredTable(definition),
        row -> row.setLong(0, definition.id()));
  }

  /** A row of {@code _tables}. */
  private record Place(int area, long layoutVersion) {}

  private static Map<Integer, Place> readPlaces(Table table) {
    RowLayout layout = table.layout();
    TreeMap<Integer, Place> places = new TreeMap<>();
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      places.put(
          (int) layout.field(0).getLong(row),
          new Place((int) layout.field(2).getLong(row), layout.field(3).getLong(row)));
    }
    return places;
  }

  private static List<TableDefinition> readDefinitions(Table table) {
    RowField id = table.layout().field(0);
    List<TableDefinition> definitions = new ArrayList<>();
    DocumentParts.read(table, id::getLong)
        .forEach((key, json) -> definitions.add(SchemaJson.parseStoredTable(json, 0, json.length)));
    return definitions;
  }

  private void addCounter(Catalog catalog, int id, long value) {
    Table table = open(catalog, SystemTables.COUNTERS_ID);
    draft.reset(table.layout());
    draft.setLong(0, id);
    draft.setLong(Counters.VALUE_ORDINAL, value);
    table.insert(draft);
  }

  private boolean hasCounter(int id) {
    Memory.putInt(context.keyScratch(), id);
    return context.counters().findSlot(context.keyScratch()) >= 0;
  }

  private long counter(int id) {
    Table counters = context.counters();
    return Counters.value(counters, Counters.slot(counters, id, context.keyScratch()));
  }

  private void setCounter(int id, long value) {
    Table counters = context.counters();
    Counters.set(counters, Counters.slot(counters, id, context.keyScratch()), value);
  }

  private Table open(Catalog catalog, int tableId) {
    return tables.open(catalog.table(tableId));
  }
}
