package io.tactus.pipeline.procedure;

import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TypeKind;

/**
 * The type of a parameter or result: any field type, or {@code json}.
 *
 * @param fieldType the field type, or null for json
 */
public record ParameterType(FieldType fieldType) {

  /** The type of any JSON value, kept as its text. */
  public static final ParameterType JSON = new ParameterType(null);

  /** Most UTF-8 bytes of a json value. */
  public static final int MAX_JSON_BYTES = 65_536;

  /** Refuses types that are no single value. */
  public ParameterType {
    if (fieldType != null && (!fieldType.isScalar() || fieldType.kind().isVariable())) {
      throw new IllegalArgumentException("no parameter is of type " + fieldType + "; use json");
    }
  }

  /** Parses {@code json} or a scalar field type such as {@code u64} or {@code string(32)}. */
  public static ParameterType parse(String text) {
    return text.equals("json") ? JSON : new ParameterType(FieldType.parse(text));
  }

  public boolean isJson() {
    return fieldType == null;
  }

  /** Whether values are strings of bytes in the tail of a tuple: string and json. */
  boolean isText() {
    return fieldType == null || fieldType.kind() == TypeKind.STRING;
  }

  /** Most bytes of a value outside the fixed part of a tuple. */
  int maxTailBytes() {
    if (fieldType == null) {
      return MAX_JSON_BYTES;
    }
    return switch (fieldType.kind()) {
      case STRING -> fieldType.capacityBytes();
      case UUID -> 16;
      default -> 0;
    };
  }

  @Override
  public String toString() {
    return fieldType == null ? "json" : fieldType.toString();
  }
}
