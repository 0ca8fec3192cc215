package io.tactus.storage.schema;

import io.tactus.storage.json.JsonNode;

/**
 * Schema documents: {@code {"version":n,"types":[…],"tables":[…]}} and the table documents within.
 *
 * <p>Parsing is strict: unknown members, wrong types, broken limits are refused with a message that
 * names the place, such as {@code tables[0].fields[2].min}. Printing is canonical: {@code
 * parse(print(x)).equals(x)}, and printing what was parsed from a canonical document gives the same
 * bytes. The public form has no ids; the stored form has. Threading: any thread; cold.
 */
public final class SchemaJson {

  private SchemaJson() {}

  /** Reads a table document of the public form that is part of a larger one. */
  public static TableDefinition readTable(JsonNode table, String place) {
    return new SchemaReader(false).table(table, place);
  }

  /**
   * Parses a table document of the public form; ids are 0. What depends on declared types and other
   * tables is not checked: {@link TableDefinition#validate(Types)} does.
   *
   * @throws io.tactus.storage.Rejection MALFORMED if it is not JSON, SCHEMA_INVALID otherwise
   */
  public static TableDefinition parseTable(byte[] json, int offset, int length) {
    return new SchemaReader(false).table(JsonNode.parse(json, offset, length), "");
  }

  /** Prints a table document of the public form. */
  public static byte[] printTable(TableDefinition table) {
    return new SchemaPrinter(false).table(table).bytes();
  }

  /** Parses a table document of the stored form, with {@code id} on the table and every field. */
  public static TableDefinition parseStoredTable(byte[] json, int offset, int length) {
    return new SchemaReader(true).table(JsonNode.parse(json, offset, length), "");
  }

  /** Prints a table document of the stored form. */
  public static byte[] printStoredTable(TableDefinition table) {
    return new SchemaPrinter(true).table(table).bytes();
  }

  /** Reads a field of the public form; its id is 0. */
  public static Field readField(JsonNode field, String place) {
    return new SchemaReader(false).field(field, place);
  }

  /** Prints a field of the public form. */
  public static byte[] printField(Field field) {
    return new SchemaPrinter(false).field(field).bytes();
  }

  /** Reads an index of the public form. */
  public static IndexDefinition readIndex(JsonNode index, String place) {
    return new SchemaReader(false).index(index, place);
  }

  /** Prints an index of the public form. */
  public static byte[] printIndex(IndexDefinition index) {
    return new SchemaPrinter(false).index(index).bytes();
  }

  /** Reads a whole schema of the public form; ids are 0. */
  public static Schema readSchema(JsonNode schema) {
    return new SchemaReader(false).schema(schema);
  }

  /** Reads a type document that is part of a larger one. */
  public static TypeDefinition readType(JsonNode type, String place) {
    return new SchemaReader(false).type(type, place);
  }

  /**
   * Parses a type document.
   *
   * @throws io.tactus.storage.Rejection MALFORMED if it is not JSON, SCHEMA_INVALID otherwise
   */
  public static TypeDefinition parseType(byte[] json, int offset, int length) {
    return new SchemaReader(false).type(JsonNode.parse(json, offset, length), "");
  }

  /** Prints a type document. */
  public static byte[] printType(TypeDefinition type) {
    return new SchemaPrinter(false).type(type).bytes();
  }

  /** Parses a whole schema of the public form; ids are 0. */
  public static Schema parseSchema(byte[] json, int offset, int length) {
    return new SchemaReader(false).schema(JsonNode.parse(json, offset, length));
  }

  /** Prints a whole schema of the public form. */
  public static byte[] printSchema(Schema schema) {
    return new SchemaPrinter(false).schema(schema).bytes();
  }
}
