package io.tactus.storage.schema;

/** A type declared once and used by name in fields: a composite of members, or an enum. */
public sealed interface TypeDefinition permits CompositeType, EnumType {

  /** Returns the name, unique among the types of a schema. */
  String name();

  /**
   * Checks what can be told without other types.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID that names the place
   */
  default void validate() {
    TypeRules.check(this, "");
  }
}
