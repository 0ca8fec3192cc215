package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.util.Locale;

/** Reads the text form of types. */
final class TypeNames {

  private TypeNames() {}

  static FieldType parse(String text) {
    int bracket = text.indexOf('[');
    if (bracket < 0 || !text.endsWith("]")) {
      return element(text, text);
    }
    FieldType element = element(text.substring(0, bracket), text);
    if (element.kind() == TypeKind.REF) {
      throw invalid("type '" + text + "': there are no arrays of references")
          .withHint("keep them in a table of their own");
    }
    if (element.kind().isVariable()) {
      throw invalid("type '" + text + "': there are no arrays of " + element)
          .withHint("string(N) has arrays, json holds any");
    }
    return element.array(
        number(
            text.substring(bracket + 1, text.length() - 1),
            SchemaLimits.MAX_ARRAY_LENGTH,
            "type '" + text + "': an array has 1 to %d elements"));
  }

  private static FieldType element(String text, String whole) {
    for (TypeKind kind : TypeKind.values()) {
      if (kind.fixedBytes() > 0 && kind.typeName().equals(text)) {
        return FieldType.of(kind);
      }
    }
    if (text.startsWith("string(") && text.endsWith(")")) {
      String capacity = text.substring("string(".length(), text.length() - 1);
      return FieldType.string(
          number(
              capacity,
              SchemaLimits.MAX_STRING_BYTES,
              "type '" + whole + "': the capacity is 1 to %d bytes"));
    }
    boolean reference = text.startsWith("ref(") && text.endsWith(")");
    String name = reference ? text.substring("ref(".length(), text.length() - 1) : text;
    if (!isName(name) || (!reference && isReserved(name))) {
      throw invalid("unknown type '" + whole + "'");
    }
    return reference ? FieldType.ref(name) : FieldType.declared(name);
  }

  /** Tells the names that declared types may not take. */
  static boolean isReserved(String name) {
    for (TypeKind kind : TypeKind.values()) {
      if (kind.typeName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Tells a letter or underscore and at most 62 letters, digits or underscores. */
  static boolean isName(String name) {
    boolean valid = !name.isEmpty() && name.length() <= SchemaLimits.MAX_NAME_LENGTH;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      valid = letter || (i > 0 && c >= '0' && c <= '9');
    }
    return valid;
  }

  private static int number(String digits, int most, String problem) {
    boolean plain = !digits.isEmpty() && digits.length() <= 9 && digits.charAt(0) != '0';
    for (int i = 0; i < digits.length(); i++) {
      plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    int number = plain ? Integer.parseInt(digits) : 0;
    if (number < 1 || number > most) {
      throw invalid(String.format(Locale.ROOT, problem, most));
    }
    return number;
  }

  private static Rejection invalid(String message) {
    return new Rejection(RejectionCode.SCHEMA_INVALID, message);
  }
}
