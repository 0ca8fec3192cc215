package io.tactus.pipeline.procedure;

import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;

/** Which values, carried by a long, a kind can hold. */
final class TupleBounds {
  private TupleBounds() {}

  static boolean contains(TypeKind kind, long value) {
    return switch (kind) {
      case BOOL -> value == 0 || value == 1;
      case I8 -> value == (byte) value;
      case I16 -> value == (short) value;
      case I32 -> value == (int) value;
      case U8 -> value >= 0 && value <= 0xFF;
      case U16 -> value >= 0 && value <= 0xFFFF;
      case U32 -> value >= 0 && value <= 0xFFFF_FFFFL;
      case TIMESTAMP ->
          value >= SchemaLimits.MIN_TIMESTAMP_MICROS && value <= SchemaLimits.MAX_TIMESTAMP_MICROS;
      case I64, U64, DURATION -> true;
      default -> false;
    };
  }
}
