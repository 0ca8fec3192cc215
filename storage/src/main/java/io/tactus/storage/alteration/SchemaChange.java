package io.tactus.storage.alteration;

import io.tactus.storage.json.JsonNode;
import java.util.List;

/**
 * A change of the schema, as asked for. What its documents mean depends on the schema it meets
 * (declared types, the field that is altered), so they are kept as they were given and read when
 * the change is planned.
 *
 * <p>Threading: immutable.
 */
public sealed interface SchemaChange {

  /** Whether values may be rounded or cut, and things dropped that are merely not named. */
  default boolean allowsLoss() {
    return false;
  }

  /** A new table; {@code table} is its document. */
  record CreateTable(JsonNode table) implements SchemaChange {}

  /** A table goes with all its rows. */
  record DropTable(String table) implements SchemaChange {}

  /** A table gets another name. */
  record RenameTable(String table, String name) implements SchemaChange {}

  /** A field comes behind the others; {@code field} is its document. */
  record AddField(String table, JsonNode field) implements SchemaChange {}

  /** A field goes with its values. */
  record DropField(String table, String field) implements SchemaChange {}

  /**
   * A field becomes another.
   *
   * @param changes members to replace in the field's document; null removes one (RFC 7396)
   * @param allowsLoss whether values that the new type holds only roughly are rounded or cut;
   *     otherwise the first one is refused
   */
  record AlterField(String table, String field, JsonNode changes, boolean allowsLoss)
      implements SchemaChange {}

  /** An index is built over the rows there are; {@code index} is its document. */
  record AddIndex(String table, JsonNode index) implements SchemaChange {}

  /** An index goes. */
  record DropIndex(String table, String index) implements SchemaChange {}

  /** A new declared type; {@code type} is its document. */
  record CreateType(JsonNode type) implements SchemaChange {}

  /** A declared type goes that no table uses. */
  record DropType(String type) implements SchemaChange {}

  /** An enum gets further names behind those it has. */
  record ExtendEnum(String type, List<String> values) implements SchemaChange {

    /** Copies the list. */
    public ExtendEnum {
      values = List.copyOf(values);
    }
  }

  /**
   * Makes a whole schema true.
   *
   * @param schema its document; tables and fields may say {@code renamedFrom}
   * @param allowsLoss whether what is not named may be dropped and values may be rounded or cut
   */
  record DeclareSchema(JsonNode schema, boolean allowsLoss) implements SchemaChange {}
}
