package io.tactus.storage.schema;

/**
 * A field of a table.
 *
 * @param id identity of the field through renames and moves; unique within its table, never reused;
 *     0 in a document that was not given ids yet
 * @param name the name
 * @param type the type
 * @param nullable whether null may be stored
 * @param generated whether the table hands out the next number if none is given
 * @param defaultValue value of an insert that gives none, or null for no default; its JSON form for
 *     arrays, declared types and references, see {@link Literal#ofJson}
 * @param min smallest allowed value (of every element, in an array), or null for the type's own
 * @param max largest allowed value, or null for the type's own
 * @param onDelete what happens to the row when the row it refers to is deleted; RESTRICT for fields
 *     that refer to nothing
 */
public record Field(
    int id,
    String name,
    FieldType type,
    boolean nullable,
    boolean generated,
    Literal defaultValue,
    Literal min,
    Literal max,
    OnDelete onDelete) {

  /** Creates a field that restricts deletes, if it refers to anything. */
  public Field(
      int id,
      String name,
      FieldType type,
      boolean nullable,
      boolean generated,
      Literal defaultValue,
      Literal min,
      Literal max) {
    this(id, name, type, nullable, generated, defaultValue, min, max, OnDelete.RESTRICT);
  }

  /** Returns a required field without default or bounds. */
  public static Field of(int id, String name, FieldType type) {
    return new Field(id, name, type, false, false, null, null, null);
  }

  /** Returns a copy with this id. */
  public Field withId(int newId) {
    return new Field(newId, name, type, nullable, generated, defaultValue, min, max, onDelete);
  }

  /** Returns a copy of this type. */
  public Field withType(FieldType newType) {
    return new Field(id, name, newType, nullable, generated, defaultValue, min, max, onDelete);
  }

  /** Returns a copy that is nullable. */
  public Field asNullable() {
    return new Field(id, name, type, true, generated, defaultValue, min, max, onDelete);
  }

  /** Returns a copy that is generated. */
  public Field asGenerated() {
    return new Field(id, name, type, nullable, true, defaultValue, min, max, onDelete);
  }

  /** Returns a copy with this default. */
  public Field withDefault(Literal newDefault) {
    return new Field(id, name, type, nullable, generated, newDefault, min, max, onDelete);
  }

  /** Returns a copy with these bounds, either of which may be null. */
  public Field withBounds(Literal newMin, Literal newMax) {
    return new Field(id, name, type, nullable, generated, defaultValue, newMin, newMax, onDelete);
  }

  /** Returns a copy with this rule for deletes. */
  public Field withOnDelete(OnDelete rule) {
    return new Field(id, name, type, nullable, generated, defaultValue, min, max, rule);
  }

  /** Tells whether an insert must give this field. */
  public boolean required() {
    return !nullable && !generated && defaultValue == null;
  }
}
