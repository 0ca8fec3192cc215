package io.tactus.storage.schema;

import java.util.List;

/**
 * An enum: named values, stored as their position and compared in the order of declaration. Names
 * may be appended while the type is in use, nothing else.
 *
 * @param name the name of the type
 * @param values the names of the values, 1 to {@link SchemaLimits#MAX_ENUM_NAMES}
 */
public record EnumType(String name, List<String> values) implements TypeDefinition {

  /** Up to so many names a value takes one byte. */
  public static final int ONE_BYTE_NAMES = 256;

  /** Copies the list; validity is checked by {@link #validate}. */
  public EnumType {
    values = List.copyOf(values);
  }

  /** Returns the bytes a value takes in a row: 1 for up to 256 names, else 2. */
  public int sizeBytes() {
    return values.size() <= ONE_BYTE_NAMES ? 1 : 2;
  }

  /** Returns the stored number of a value's name, or -1. Cold: a linear search. */
  public int code(String value) {
    return values.indexOf(value);
  }

  /** Returns the name of a stored number, 0 to the number of values less one. */
  public String value(int code) {
    return values.get(code);
  }
}
