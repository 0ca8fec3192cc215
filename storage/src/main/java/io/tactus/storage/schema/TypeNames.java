package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/** Reads type names, and tells types that come later from those that never will. */
final class TypeNames {

  private TypeNames() {}

  static FieldType parse(String text) {
    for (TypeKind kind : TypeKind.values()) {
      if (kind != TypeKind.STRING && kind.typeName().equals(text)) {
        return FieldType.of(kind);
      }
    }
    if (text.startsWith("string(") && text.endsWith(")")) {
      return FieldType.string(capacity(text));
    }
    if (isPlanned(text)) {
      throw invalid("type '" + text + "' is not supported yet")
          .withName("type_not_supported", RejectionCode.SCHEMA_INVALID.sqlState());
    }
    throw invalid("unknown type '" + text + "'");
  }

  /** Types of the contract that this version does not have: they deserve a better answer. */
  private static boolean isPlanned(String text) {
    return text.equals("text")
        || text.equals("bytes")
        || text.equals("json")
        || (text.startsWith("ref(") && text.endsWith(")"))
        || (text.indexOf('[') > 0 && text.endsWith("]"));
  }

  private static int capacity(String text) {
    String digits = text.substring("string(".length(), text.length() - 1);
    boolean plain = !digits.isEmpty() && digits.length() <= 9 && digits.charAt(0) != '0';
    for (int i = 0; i < digits.length(); i++) {
      plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    int capacity = plain ? Integer.parseInt(digits) : 0;
    if (capacity < 1 || capacity > SchemaLimits.MAX_STRING_BYTES) {
      throw invalid(
          "type '" + text + "': the capacity is 1 to " + SchemaLimits.MAX_STRING_BYTES + " bytes");
    }
    return capacity;
  }

  private static Rejection invalid(String message) {
    return new Rejection(RejectionCode.SCHEMA_INVALID, message);
  }
}
