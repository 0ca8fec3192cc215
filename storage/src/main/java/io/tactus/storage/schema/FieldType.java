package io.tactus.storage.schema;

/**
 * A field's type: a kind and its parameter.
 *
 * @param kind the kind
 * @param capacityBytes most UTF-8 bytes of a string, 1 to {@link SchemaLimits#MAX_STRING_BYTES}; 0
 *     for every other kind
 */
public record FieldType(TypeKind kind, int capacityBytes) {

  /** Checks the parameter. */
  public FieldType {
    boolean valid =
        kind == TypeKind.STRING
            ? capacityBytes >= 1 && capacityBytes <= SchemaLimits.MAX_STRING_BYTES
            : capacityBytes == 0;
    if (!valid) {
      throw new IllegalArgumentException(kind + " with capacity " + capacityBytes);
    }
  }

  /** Returns the type of a kind without parameters. */
  public static FieldType of(TypeKind kind) {
    return new FieldType(kind, 0);
  }

  /** Returns {@code string(capacityBytes)}. */
  public static FieldType string(int capacityBytes) {
    return new FieldType(TypeKind.STRING, capacityBytes);
  }

  /** Returns the bytes of a string's length: 1 up to a capacity of 255, else 2. */
  public int lengthBytes() {
    return kind != TypeKind.STRING ? 0 : capacityBytes <= 255 ? 1 : 2;
  }

  /** Returns the bytes a value takes in a row. */
  public int sizeBytes() {
    return kind == TypeKind.STRING ? lengthBytes() + capacityBytes : kind.fixedBytes();
  }

  /** Returns the text form, as in schema documents. */
  @Override
  public String toString() {
    return kind == TypeKind.STRING ? "string(" + capacityBytes + ")" : kind.typeName();
  }

  /**
   * Parses the text form.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID; a type of the contract that is not built
   *     yet is named {@code type_not_supported}
   */
  public static FieldType parse(String text) {
    return TypeNames.parse(text);
  }
}
