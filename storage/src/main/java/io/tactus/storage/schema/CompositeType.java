package io.tactus.storage.schema;

import java.util.List;

/**
 * A composite type: members that lie in a row one after the other, in the order of declaration.
 * Members are never null; a field of the type may be, as a whole.
 *
 * @param name the name of the type
 * @param members 1 to {@link SchemaLimits#MAX_FIELDS} members
 */
public record CompositeType(String name, List<Member> members) implements TypeDefinition {

  /** Copies the list; validity is checked by {@link #validate} and by whoever knows all types. */
  public CompositeType {
    members = List.copyOf(members);
  }

  /**
   * A member of a composite type.
   *
   * @param name unique within its type
   * @param type any type of the engine's own with a fixed size, a declared type, or an array of
   *     them
   * @param min smallest allowed value (of every element, in an array), or null
   * @param max largest allowed value, or null
   */
  public record Member(String name, FieldType type, Literal min, Literal max) {

    /** Returns a member without bounds. */
    public static Member of(String name, FieldType type) {
      return new Member(name, type, null, null);
    }
  }
}
