package io.tactus.storage.alteration;

import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TypeKind;

/**
 * What becomes of values when a field's type changes; the table is in docs/SCHEMA.md.
 *
 * <p>Threading: stateless.
 */
public enum Conversion {
  /** Every value stays what it is. */
  KEEPS,
  /** A value stays what it is, or the change is refused because it does not fit. */
  CHECKED,
  /** As {@link #CHECKED}, but with loss allowed a value is rounded or cut to fit. */
  MAY_LOSE,
  /** There is no conversion: drop the field and add another. */
  NONE;

  private static final int F32_EXACT_BYTES = 2;
  private static final int F64_EXACT_BYTES = 4;

  /** Returns the conversion between two scalar types. */
  public static Conversion of(FieldType from, FieldType to) {
    if (from.equals(to)) {
      return KEEPS;
    }
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source.isVariable() || target.isVariable()) {
      return toOrFromValue(source, target);
    }
    if (target == TypeKind.STRING) {
      return toString(from, to);
    }
    if (source == TypeKind.STRING || (source == TypeKind.ENUM && target == TypeKind.ENUM)) {
      return CHECKED;
    }
    if (source == TypeKind.ENUM || target == TypeKind.ENUM) {
      return NONE;
    }
    if (isNumber(source) && isNumber(target)) {
      return betweenNumbers(source, target);
    }
    return NONE;
  }

  /** Strings become text as they are, text a string if it is short enough. */
  private static Conversion toOrFromValue(TypeKind source, TypeKind target) {
    if (source == TypeKind.STRING && target == TypeKind.TEXT) {
      return KEEPS;
    }
    return source == TypeKind.TEXT && target == TypeKind.STRING ? MAY_LOSE : NONE;
  }

  private static Conversion toString(FieldType from, FieldType to) {
    if (from.kind() != TypeKind.STRING) {
      return CHECKED;
    }
    return to.capacityBytes() >= from.capacityBytes() ? KEEPS : MAY_LOSE;
  }

  /** Numbers in the wide sense: what a long or a double carries. */
  private static boolean isNumber(TypeKind kind) {
    return kind.isLong() || kind.isFloat();
  }

  private static Conversion betweenNumbers(TypeKind source, TypeKind target) {
    if (source.isFloat() && target.isFloat()) {
      return target == TypeKind.F64 ? KEEPS : MAY_LOSE;
    }
    if (source.isFloat()) {
      return target.isInteger() ? MAY_LOSE : NONE;
    }
    if (target.isFloat()) {
      if (!source.isInteger()) {
        return NONE;
      }
      int exactBytes = target == TypeKind.F64 ? F64_EXACT_BYTES : F32_EXACT_BYTES;
      return source.fixedBytes() <= exactBytes ? KEEPS : MAY_LOSE;
    }
    return betweenLongs(source, target);
  }

  private static Conversion betweenLongs(TypeKind source, TypeKind target) {
    boolean clock = isClock(source) || isClock(target);
    if (clock && source != TypeKind.I64 && target != TypeKind.I64) {
      return NONE;
    }
    boolean maxFits =
        target == TypeKind.U64 || (source != TypeKind.U64 && source.maxLong() <= target.maxLong());
    boolean wider = source.minLong() >= target.minLong() && maxFits;
    return wider ? KEEPS : CHECKED;
  }

  private static boolean isClock(TypeKind kind) {
    return kind == TypeKind.TIMESTAMP || kind == TypeKind.DURATION;
  }
}
