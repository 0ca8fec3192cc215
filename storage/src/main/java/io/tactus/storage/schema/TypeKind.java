package io.tactus.storage.schema;

/**
 * The scalar types there are, and what stands for others in declarations. A kind's {@link #code()}
 * is stored (schema images, tuples of procedures): codes are never renumbered, later kinds take the
 * next ones.
 */
public enum TypeKind {
  /** False or true, one byte 0 or 1. */
  BOOL(1, "bool", 1),
  /** Signed 8-bit integer. */
  I8(2, "i8", 1),
  /** Signed 16-bit integer. */
  I16(3, "i16", 2),
  /** Signed 32-bit integer. */
  I32(4, "i32", 4),
  /** Signed 64-bit integer. */
  I64(5, "i64", 8),
  /** Unsigned 8-bit integer. */
  U8(6, "u8", 1),
  /** Unsigned 16-bit integer. */
  U16(7, "u16", 2),
  /** Unsigned 32-bit integer. */
  U32(8, "u32", 4),
  /** Unsigned 64-bit integer; a {@code long} holds its bits. */
  U64(9, "u64", 8),
  /** IEEE 754 single; never NaN or infinite. */
  F32(10, "f32", 4),
  /** IEEE 754 double; never NaN or infinite. */
  F64(11, "f64", 8),
  /** Microseconds since the epoch, years 0001 to 9999. */
  TIMESTAMP(12, "timestamp", 8),
  /** Microseconds, any signed 64-bit count. */
  DURATION(13, "duration", 8),
  /** 16 bytes in the order of the text form, so that bytes compare like text. */
  UUID(14, "uuid", 16),
  /** UTF-8 up to a capacity in bytes that is part of the type. */
  STRING(15, "string", 0),
  /** A value of a declared enum: its position, one or two bytes. */
  ENUM(16, "enum", 0),
  /** UTF-8 of variable length; in the row its length and where it lies. */
  TEXT(17, "text", 8),
  /** Bytes of variable length; in the row their length and where they lie. */
  BYTES(18, "bytes", 8),
  /** A JSON document without white space; in the row its length and where it lies. */
  JSON(19, "json", 8),
  /** A declared type by its name: in declarations only, never the kind of a value. */
  DECLARED(0, "declared", 0),
  /** A reference to a table: in declarations only, never the kind of a value. */
  REF(0, "ref", 0);

  private final int code;
  private final String typeName;
  private final int fixedBytes;

  TypeKind(int code, String typeName, int fixedBytes) {
    this.code = code;
    this.typeName = typeName;
    this.fixedBytes = fixedBytes;
  }

  /** Returns the stored number of this kind; 0 for those that no value has. */
  public int code() {
    return code;
  }

  /** Returns the name used in schema documents, without parameters. */
  public String typeName() {
    return typeName;
  }

  /** Returns the bytes a value takes in a row, or 0 if that depends on the type's parameters. */
  public int fixedBytes() {
    return fixedBytes;
  }

  /** Tells the eight integer kinds. */
  public boolean isInteger() {
    return code >= I8.code && code <= U64.code;
  }

  /** Tells the two floating point kinds. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  /** Tells the kinds that a {@code long} carries: bool, integers, timestamp, duration, enum. */
  public boolean isLong() {
    return this == BOOL || isInteger() || this == TIMESTAMP || this == DURATION || this == ENUM;
  }

  /** Tells the kinds whose values lie outside the row: text, bytes, json. */
  public boolean isVariable() {
    return this == TEXT || this == BYTES || this == JSON;
  }

  /** Tells the kinds that take {@code min} and {@code max}. */
  public boolean hasBounds() {
    return isInteger() || isFloat() || this == TIMESTAMP || this == DURATION;
  }

  /** Returns the smallest value of a kind carried by a long; for u64 its unsigned order counts. */
  public long minLong() {
    return switch (this) {
      case I8 -> Byte.MIN_VALUE;
      case I16 -> Short.MIN_VALUE;
      case I32 -> Integer.MIN_VALUE;
      case I64, DURATION -> Long.MIN_VALUE;
      case TIMESTAMP -> SchemaLimits.MIN_TIMESTAMP_MICROS;
      default -> 0;
    };
  }

  /**
   * Returns the largest value of a kind carried by a long; for u64 all bits are set. Which numbers
   * an enum has depends on its names.
   */
  public long maxLong() {
    return switch (this) {
      case BOOL -> 1;
      case I8 -> Byte.MAX_VALUE;
      case I16 -> Short.MAX_VALUE;
      case I32 -> Integer.MAX_VALUE;
      case I64, DURATION -> Long.MAX_VALUE;
      case U8 -> 0xFFL;
      case U16 -> 0xFFFFL;
      case U32 -> 0xFFFF_FFFFL;
      case U64 -> -1L;
      case ENUM -> SchemaLimits.MAX_ENUM_NAMES - 1;
      case TIMESTAMP -> SchemaLimits.MAX_TIMESTAMP_MICROS;
      default -> 0;
    };
  }

  /** Compares two values of a kind carried by a long in the kind's own order. */
  public int compareLong(long left, long right) {
    return this == U64 ? Long.compareUnsigned(left, right) : Long.compare(left, right);
  }
}
