package io.tactus.storage.schema;

import java.util.Locale;

/**
 * A type as it is written in a declaration: a kind, its parameter, and whether an array is meant.
 *
 * <pre>
 *  u32            kind
 *  string(32)     STRING, capacityBytes 32
 *  Vec3           DECLARED, name Vec3: a composite type or an enum, whoever knows the types knows which
 *  ref(guilds)    REF, name guilds
 *  f32[3]         as without brackets, length 3
 * </pre>
 *
 * <p>What a declared type or a reference is made of says its {@link Shape}. The leaves of a row
 * bear field types, too: for them an enum is ENUM with its name, and its size as the capacity.
 *
 * @param kind the kind of the value, or of an array's elements
 * @param capacityBytes most UTF-8 bytes of a string, 1 to {@link SchemaLimits#MAX_STRING_BYTES};
 *     the bytes of an ENUM leaf, 1 or 2; 0 for every other kind
 * @param name a declared type's name, a reference's target table, an enum's name; else empty
 * @param length elements of an array, 1 to {@link SchemaLimits#MAX_ARRAY_LENGTH}; 0 if it is none
 */
public record FieldType(TypeKind kind, int capacityBytes, String name, int length) {

  /** Checks the parameters. */
  public FieldType {
    boolean valid =
        switch (kind) {
          case STRING -> capacityBytes >= 1 && capacityBytes <= SchemaLimits.MAX_STRING_BYTES;
          case ENUM -> capacityBytes == 1 || capacityBytes == 2;
          default -> capacityBytes == 0;
        };
    boolean named = kind == TypeKind.DECLARED || kind == TypeKind.REF || kind == TypeKind.ENUM;
    if (!valid || named == name.isEmpty() || length < 0 || length > SchemaLimits.MAX_ARRAY_LENGTH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s with capacity %d, '%s' [%d]", kind, capacityBytes, name, length));
    }
  }

  /** Returns the type of a kind without parameters. */
  public static FieldType of(TypeKind kind) {
    return new FieldType(kind, 0, "", 0);
  }

  /** Returns {@code string(capacityBytes)}. */
  public static FieldType string(int capacityBytes) {
    return new FieldType(TypeKind.STRING, capacityBytes, "", 0);
  }

  /** Returns the declared type of this name. */
  public static FieldType declared(String name) {
    return new FieldType(TypeKind.DECLARED, 0, name, 0);
  }

  /** Returns a reference to the rows of a table. */
  public static FieldType ref(String table) {
    return new FieldType(TypeKind.REF, 0, table, 0);
  }

  /** Returns the type of the leaves of an enum. */
  static FieldType ofEnum(EnumType type) {
    return new FieldType(TypeKind.ENUM, type.sizeBytes(), type.name(), 0);
  }

  /** Returns an array of so many of this type; 0 for the bare type. */
  public FieldType array(int newLength) {
    return new FieldType(kind, capacityBytes, name, newLength);
  }

  /** Returns the type of an array's elements, or the type itself. */
  public FieldType element() {
    return length == 0 ? this : array(0);
  }

  /** Tells an array. */
  public boolean isArray() {
    return length > 0;
  }

  /** Tells a value of one leaf whose type says all about it: no array, declared type, reference. */
  public boolean isScalar() {
    return length == 0 && kind != TypeKind.DECLARED && kind != TypeKind.REF;
  }

  /** Returns the bytes of a string's length: 1 up to a capacity of 255, else 2. */
  public int lengthBytes() {
    return kind != TypeKind.STRING ? 0 : capacityBytes <= 255 ? 1 : 2;
  }

  /**
   * Returns the bytes a scalar takes in a row; what others take depends on more than the type, see
   * {@link Shape#sizeBytes()}.
   */
  public int sizeBytes() {
    return switch (kind) {
      case STRING -> lengthBytes() + capacityBytes;
      case ENUM -> capacityBytes;
      default -> kind.fixedBytes();
    };
  }

  /** Returns the text form, as in schema documents. */
  @Override
  public String toString() {
    String element =
        switch (kind) {
          case STRING -> "string(" + capacityBytes + ")";
          case DECLARED, ENUM -> name;
          case REF -> "ref(" + name + ")";
          default -> kind.typeName();
        };
    return length == 0 ? element : element + "[" + length + "]";
  }

  /**
   * Parses the text form. A name that is no type of the engine's own is a declared type's.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID; a type of the contract that is not built
   *     yet is named {@code type_not_supported}
   */
  public static FieldType parse(String text) {
    return TypeNames.parse(text);
  }
}
