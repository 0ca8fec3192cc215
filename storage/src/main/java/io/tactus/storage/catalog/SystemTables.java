package io.tactus.storage.catalog;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;

/**
 * The engine's own tables: ordinary tables under reserved names and ids, in every snapshot and in
 * the state hash.
 *
 * <p>Their definitions are part of the engine's semantics and of the format of snapshots: changing
 * one is a new format.
 */
public final class SystemTables {
  /** Id of {@code _tables}: where each table lies, and which schema gave its rows their layout. */
  public static final int TABLES_ID = 1;

  /** Id of {@code _catalog}: the schema document of each user table, in parts. */
  public static final int CATALOG_ID = 2;

  /** Id of {@code _counters}: last table id, schema version, last generated id of each table. */
  public static final int COUNTERS_ID = 3;

  /** Id of {@code _schedule}: calls that are due later. */
  public static final int SCHEDULE_ID = 4;

  /** Id of {@code _limits}: recorded limits that decide outcomes. */
  public static final int LIMITS_ID = 5;

  /** Id of {@code _idempotency}: replies kept for repeated requests. */
  public static final int IDEMPOTENCY_ID = 6;

  /** Id of {@code _types}: the document of each declared type, in parts. */
  public static final int TYPES_ID = 7;

  /** User tables get ids from here on. */
  public static final int FIRST_USER_ID = 64;

  /** The counter of table ids. */
  static final int TABLE_ID_COUNTER = 1;

  /** The counter of schema changes. */
  static final int SCHEMA_VERSION_COUNTER = 2;

  /** Bytes of a schema document in one row of {@code _catalog}: a row fits the smallest page. */
  static final int PART_BYTES = 800;

  static final TableDefinition TABLES =
      table(TABLES_ID, "_tables", 1, u32("id"), string("name", 63), u32("area"), u64("layout"));

  static final TableDefinition CATALOG =
      table(CATALOG_ID, "_catalog", 2, u32("table"), u16("part"), string("json", PART_BYTES));

  static final TableDefinition COUNTERS =
      table(COUNTERS_ID, "_counters", 1, u32("id"), u64("value"));

  static final TableDefinition SCHEDULE =
      table(
          SCHEDULE_ID,
          "_schedule",
          1,
          u64("id").asGenerated(),
          i64("dueTick"),
          timestamp("dueTime"),
          i64("caller"),
          string("procedure", 63),
          string("arguments", 800));

  static final TableDefinition LIMITS =
      table(LIMITS_ID, "_limits", 1, string("name", 63), i64("value"));

  static final TableDefinition IDEMPOTENCY =
      table(
              IDEMPOTENCY_ID,
              "_idempotency",
              1,
              u64("number").asGenerated(),
              Field.of(0, "key", FieldType.of(TypeKind.UUID)),
              Field.of(0, "request", FieldType.of(TypeKind.UUID)),
              i64("sequence"),
              i64("tick"),
              timestamp("expires"),
              Field.of(0, "reply", FieldType.of(TypeKind.BYTES)))
          .withIndex(new IndexDefinition("by_key", List.of("key"), IndexKind.HASH, true));

  static final TableDefinition TYPES =
      table(TYPES_ID, "_types", 2, string("name", 63), u16("part"), string("json", PART_BYTES));

  /** All of them, in the order in which a new store creates them. */
  static final List<TableDefinition> ALL =
      List.of(TABLES, CATALOG, COUNTERS, SCHEDULE, LIMITS, IDEMPOTENCY, TYPES);

  private SystemTables() {}

  private static TableDefinition table(int id, String name, int keyFields, Field... fields) {
    List<Field> all = List.of(fields);
    List<String> key = all.subList(0, keyFields).stream().map(Field::name).toList();
    return TableDefinition.of(id, name, all, key).withIds(id);
  }

  private static Field u16(String name) {
    return Field.of(0, name, FieldType.of(TypeKind.U16));
  }

  private static Field u32(String name) {
    return Field.of(0, name, FieldType.of(TypeKind.U32));
  }

  private static Field u64(String name) {
    return Field.of(0, name, FieldType.of(TypeKind.U64));
  }

  private static Field i64(String name) {
    return Field.of(0, name, FieldType.of(TypeKind.I64));
  }

  private static Field timestamp(String name) {
    return Field.of(0, name, FieldType.of(TypeKind.TIMESTAMP));
  }

  private static Field string(String name, int capacityBytes) {
    return Field.of(0, name, FieldType.string(capacityBytes));
  }
}
