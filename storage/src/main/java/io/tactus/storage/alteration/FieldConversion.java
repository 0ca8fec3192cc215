package io.tactus.storage.alteration;

import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Schema;

/** How the types of two fields compare, each within its schema. Threading: stateless. */
final class FieldConversion {

  private FieldConversion() {}

  /** Tells whether two types are the same, whatever the things they name are called now. */
  static boolean same(Schema before, FieldType from, Schema after, FieldType to) {
    return from.equals(to);
  }

  /** Returns what becomes of the values. */
  static Conversion of(Schema before, FieldType from, Schema after, FieldType to) {
    return Conversion.of(from, to);
  }
}
