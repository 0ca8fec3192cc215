package io.tactus.storage.schema;

import io.tactus.storage.page.Page;

/** The bounds of what a schema may declare; each is tested at the edge and one past it. */
public final class SchemaLimits {

  /** Longest name, in characters (all ASCII). */
  public static final int MAX_NAME_LENGTH = 63;

  /** Most tables of a schema. */
  public static final int MAX_TABLES = 1024;

  /** Most fields of a table, and most members of a composite type. */
  public static final int MAX_FIELDS = 256;

  /** Most declared types of a schema. */
  public static final int MAX_TYPES = 1024;

  /** Most leaves of a table: single values its fields are made of. */
  public static final int MAX_LEAVES = 1024;

  /** Most composite types within each other. */
  public static final int MAX_TYPE_DEPTH = 8;

  /** Most elements of an array. */
  public static final int MAX_ARRAY_LENGTH = 1024;

  /** Most names of an enum. */
  public static final int MAX_ENUM_NAMES = 4096;

  /** Most indexes of a table, the primary key not counted. */
  public static final int MAX_INDEXES = 16;

  /** Most fields of a key or an index, counted in leaves. */
  public static final int MAX_KEY_FIELDS = 8;

  /** Longest key image in bytes: keys travel in commands, replies and change events. */
  public static final int MAX_KEY_BYTES = 1024;

  /**
   * Longest key of an ordered index in bytes, one more for each nullable field: a node of the tree
   * must hold several.
   */
  public static final int MAX_ORDERED_KEY_BYTES = Page.SIZE_BYTES / 8;

  /** Largest capacity of {@code string(N)} in bytes, if the row has room for it. */
  public static final int MAX_STRING_BYTES = 65_535;

  /** Longest value of text, bytes or json, in bytes. */
  public static final int MAX_VALUE_BYTES = 65_536;

  /** Most bytes that the values of text, bytes and json of one row take together. */
  public static final int MAX_ROW_VALUE_BYTES = 4 * MAX_VALUE_BYTES;

  /** Largest row in bytes, header included: a row lies within one page. */
  public static final int MAX_ROW_BYTES = Page.SIZE_BYTES;

  /** 0001-01-01T00:00:00.000000Z. */
  public static final long MIN_TIMESTAMP_MICROS = -62_135_596_800_000_000L;

  /** 9999-12-31T23:59:59.999999Z. */
  public static final long MAX_TIMESTAMP_MICROS = 253_402_300_799_999_999L;

  private SchemaLimits() {}
}
