package io.tactus.storage.row;

import io.tactus.storage.json.Base64Text;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One leaf's place in a row, and typed access to it at any row address. A leaf is a single value: a
 * scalar field, or one of the values a composite, array or reference is made of.
 *
 * <p>Reads do not check for null: a null field reads as zero, empty, false. Writes check nothing:
 * they are for drafts and tables, which have checked. Threading: immutable.
 */
public final class RowField {

  private final Field definition;
  private final RowColumn column;
  private final EnumNames enumNames;
  private final Literal defaultValue;
  private final TypeKind kind;

  /** Whether it is an integer of eight bytes: these are read without asking for the kind. */
  private final boolean eightBytes;

  private final int ordinal;
  private final int offset;
  private final int sizeBytes;
  private final int lengthBytes;
  private final int nullBit;
  private final boolean indexed;
  private final byte[] defaultUtf8;

  /**
   * Places a leaf.
   *
   * @param path its name: the column's, then the members and positions that lead to it
   * @param enumNames the names of an enum's values, else null
   * @param defaultValue its part of the column's default, or null
   * @param indexed whether a key or index holds it
   */
  RowField(
      String path,
      RowColumn column,
      Shape.Leaf leaf,
      EnumNames enumNames,
      int ordinal,
      int offset,
      Literal defaultValue,
      boolean indexed) {
    Field whole = column.definition();
    this.definition =
        whole.type().isScalar()
            ? whole
            : new Field(
                whole.id(),
                path,
                leaf.type(),
                whole.nullable(),
                whole.generated(),
                defaultValue,
                leaf.min(),
                leaf.max());
    this.column = column;
    this.enumNames = enumNames;
    this.defaultValue = defaultValue;
    this.indexed = indexed;
    this.kind = leaf.type().kind();
    this.eightBytes =
        switch (kind) {
          case I64, U64, TIMESTAMP, DURATION -> true;
          default -> false;
        };
    this.defaultUtf8 = defaultValue == null ? null : defaultBytes(kind, defaultValue.text());
    this.ordinal = ordinal;
    this.offset = offset;
    this.sizeBytes = leaf.sizeBytes();
    this.lengthBytes = leaf.type().lengthBytes();
    this.nullBit = column.nullBit();
  }

  private static byte[] defaultBytes(TypeKind kind, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (kind != TypeKind.BYTES) {
      return utf8;
    }
    byte[] bytes = new byte[Base64Text.maxBytes(utf8.length)];
    return Arrays.copyOf(bytes, Base64Text.decode(utf8, 0, utf8.length, bytes, 0));
  }

  /** Returns the position among the leaves of the table, from 0. */
  public int ordinal() {
    return ordinal;
  }

  /** Returns the identity of its column through schema changes. */
  public int id() {
    return definition.id();
  }

  /** Returns the name: that of the column, or a path such as {@code position.x}. */
  public String name() {
    return definition.name();
  }

  /** Returns the column it belongs to. */
  public RowColumn column() {
    return column;
  }

  /** Returns the position among the leaves of its column, from 0. */
  public int position() {
    return ordinal - column.firstLeaf();
  }

  /** Tells whether it is the only leaf of its column. */
  public boolean isAlone() {
    return column.leafCount() == 1;
  }

  /** Returns the enum whose values it holds, or null. */
  public EnumType enumType() {
    return enumNames == null ? null : enumNames.type();
  }

  /** Returns the names of the enum's values as bytes, or null. */
  EnumNames enumNames() {
    return enumNames;
  }

  /**
   * Returns the declaration: that of the column for a scalar field, else one made up for the leaf,
   * with its own name, type, bounds and part of the default.
   */
  public Field definition() {
    return definition;
  }

  /** Returns the type. */
  public FieldType type() {
    return definition.type();
  }

  /** Returns the kind of the type. */
  public TypeKind kind() {
    return kind;
  }

  /** Returns the bytes from the start of the row. */
  public int offset() {
    return offset;
  }

  /** Returns the bytes the field takes. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Tells whether null may be stored. */
  public boolean nullable() {
    return nullBit >= 0;
  }

  /**
   * Returns the bit of its column in the null bitmap, which follows the header, lowest bit of a
   * byte first; -1 if null cannot be stored.
   */
  public int nullBit() {
    return nullBit;
  }

  /** Tells whether a key or index holds the field. */
  public boolean indexed() {
    return indexed;
  }

  /** Tells whether the field is null in this row. */
  public boolean isNull(long rowAddress) {
    return nullBit >= 0 && ((Memory.getByte(nullByte(rowAddress)) >>> (nullBit & 7)) & 1) != 0;
  }

  /**
   * Reads bool, integers, timestamp, duration, the number of an enum's value; unsigned kinds are
   * widened, u64 gives its bits.
   */
  public long getLong(long rowAddress) {
    long address = rowAddress + offset;
    if (eightBytes) {
      return Memory.getLong(address);
    }
    return switch (kind) {
      case BOOL, I8 -> Memory.getByte(address);
      case U8 -> Memory.getByte(address) & 0xFFL;
      case I16 -> Memory.getShort(address);
      case U16 -> Memory.getShort(address) & 0xFFFFL;
      case I32 -> Memory.getInt(address);
      case U32 -> Memory.getInt(address) & 0xFFFF_FFFFL;
      case I64, U64, TIMESTAMP, DURATION -> Memory.getLong(address);
      case ENUM ->
          sizeBytes == 1 ? Memory.getByte(address) & 0xFFL : Memory.getShort(address) & 0xFFFFL;
      case F32, F64, UUID, STRING, TEXT, BYTES, JSON, DECLARED, REF -> throw notCarried("a long");
    };
  }

  /** Reads a float. */
  public double getDouble(long rowAddress) {
    return switch (kind) {
      case F32 -> Memory.getFloat(rowAddress + offset);
      case F64 -> Memory.getDouble(rowAddress + offset);
      default -> throw notCarried("a double");
    };
  }

  /** Reads the high half of a uuid. */
  public long getUuidHigh(long rowAddress) {
    return Long.reverseBytes(Memory.getLong(rowAddress + offset));
  }

  /** Reads the low half of a uuid. */
  public long getUuidLow(long rowAddress) {
    return Long.reverseBytes(Memory.getLong(rowAddress + offset + Long.BYTES));
  }

  /** Tells whether its values are of variable length and lie outside the row. */
  public boolean isValue() {
    return kind.isVariable();
  }

  /** Returns the bytes of a value of variable length; 0 if null. */
  public int valueLength(long rowAddress) {
    return ValueDescriptor.length(rowAddress + offset);
  }

  /** Writes where in a detached image a value lies, and clears null. */
  void putDetached(long rowAddress, int length, int distance) {
    ValueDescriptor.putDetached(rowAddress + offset, length, distance);
    clearNull(rowAddress);
  }

  /** Returns the UTF-8 bytes of a string. */
  public int stringLength(long rowAddress) {
    return lengthBytes == 1
        ? Memory.getByte(rowAddress + offset) & 0xFF
        : Memory.getShort(rowAddress + offset) & 0xFFFF;
  }

  /** Returns where a string's UTF-8 bytes begin. */
  public long stringAddress(long rowAddress) {
    return rowAddress + offset + lengthBytes;
  }

  /**
   * Compares this field of two rows in the type's order; strings and uuids by bytes, nulls after
   * everything else.
   */
  public int compare(long leftRowAddress, long rightRowAddress) {
    if (nullBit >= 0) {
      boolean leftNull = isNull(leftRowAddress);
      boolean rightNull = isNull(rightRowAddress);
      if (leftNull || rightNull) {
        return Boolean.compare(leftNull, rightNull);
      }
    }
    return compareValues(leftRowAddress, rightRowAddress);
  }

  /** Compares two values that are not null; -0.0 and 0.0 are equal. */
  int compareValues(long left, long right) {
    return switch (kind) {
      case U64 -> Long.compareUnsigned(getLong(left), getLong(right));
      case BOOL, I8, I16, I32, I64, U8, U16, U32, TIMESTAMP, DURATION, ENUM ->
          Long.compare(getLong(left), getLong(right));
      case F32, F64 -> Double.compare(getDouble(left) + 0.0, getDouble(right) + 0.0);
      case UUID -> Memory.compare(left + offset, right + offset, sizeBytes);
      case STRING -> compareStrings(left, right);
      case TEXT, BYTES, JSON, DECLARED, REF -> throw notCarried("the row");
    };
  }

  private int compareStrings(long left, long right) {
    int leftLength = stringLength(left);
    int rightLength = stringLength(right);
    int order =
        Memory.compare(
            stringAddress(left), stringAddress(right), Math.min(leftLength, rightLength));
    return order != 0 ? order : Integer.compare(leftLength, rightLength);
  }

  /** Tells whether two rows hold the same image of this field, null or not. */
  public boolean sameBytes(long leftRowAddress, long rightRowAddress) {
    return isNull(leftRowAddress) == isNull(rightRowAddress)
        && sameBytes(leftRowAddress + offset, rightRowAddress + offset, sizeBytes);
  }

  static boolean sameBytes(long left, long right, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (Memory.getLong(left + i) != Memory.getLong(right + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (Memory.getByte(left + i) != Memory.getByte(right + i)) {
        return false;
      }
    }
    return true;
  }

  /** Writes what {@link #getLong} reads, and clears null. */
  public void putLong(long rowAddress, long value) {
    long address = rowAddress + offset;
    switch (kind) {
      case BOOL, I8, U8 -> Memory.putByte(address, (byte) value);
      case I16, U16 -> Memory.putShort(address, (short) value);
      case I32, U32 -> Memory.putInt(address, (int) value);
      case I64, U64, TIMESTAMP, DURATION -> Memory.putLong(address, value);
      case ENUM -> {
        if (sizeBytes == 1) {
          Memory.putByte(address, (byte) value);
        } else {
          Memory.putShort(address, (short) value);
        }
      }
      case F32, F64, UUID, STRING, TEXT, BYTES, JSON, DECLARED, REF -> throw notCarried("a long");
    }
    clearNull(rowAddress);
  }

  /** Writes a float, and clears null. */
  public void putDouble(long rowAddress, double value) {
    switch (kind) {
      case F32 -> Memory.putFloat(rowAddress + offset, (float) value);
      case F64 -> Memory.putDouble(rowAddress + offset, value);
      default -> throw notCarried("a double");
    }
    clearNull(rowAddress);
  }

  /** Writes a uuid, and clears null. */
  public void putUuid(long rowAddress, long high, long low) {
    if (kind != TypeKind.UUID) {
      throw notCarried("a uuid");
    }
    Memory.putLong(rowAddress + offset, Long.reverseBytes(high));
    Memory.putLong(rowAddress + offset + Long.BYTES, Long.reverseBytes(low));
    clearNull(rowAddress);
  }

  /** Writes a string from UTF-8 bytes with a zero tail, and clears null. */
  public void putUtf8(long rowAddress, byte[] utf8, int utf8Offset, int utf8Length) {
    if (kind != TypeKind.STRING) {
      throw notCarried("a string");
    }
    putStringLength(rowAddress, utf8Length);
    long address = stringAddress(rowAddress);
    Memory.putBytes(address, utf8, utf8Offset, utf8Length);
    Memory.zero(address + utf8Length, sizeBytes - lengthBytes - utf8Length);
    clearNull(rowAddress);
  }

  private void putStringLength(long rowAddress, int utf8Length) {
    if (lengthBytes == 1) {
      Memory.putByte(rowAddress + offset, (byte) utf8Length);
    } else {
      Memory.putShort(rowAddress + offset, (short) utf8Length);
    }
  }

  /** Writes null: the bit, and zeros; the whole column, because null is one for all its leaves. */
  public void putNull(long rowAddress) {
    column.putNull(rowAddress);
  }

  /** Writes zeros, not null: the state of a field not given. */
  void putZero(long rowAddress) {
    Memory.zero(rowAddress + offset, sizeBytes);
    clearNull(rowAddress);
  }

  /** Tells whether the declared default gives this leaf a value. */
  boolean hasDefault() {
    return defaultValue != null;
  }

  /** Returns a default of variable length, or null; shared, not to be written to. */
  public byte[] defaultBytes() {
    return defaultUtf8;
  }

  /**
   * Writes the declared default, or null if there is none and the field is nullable. Not for values
   * of variable length that have a default.
   */
  public void putDefault(long rowAddress) {
    Literal given = defaultValue;
    if (given == null) {
      putNull(rowAddress);
      return;
    }
    switch (kind) {
      // -0.0 and 0.0 are one number, and indexes find by bytes.
      case F32, F64 -> putDouble(rowAddress, given.asDouble() + (indexed ? 0.0 : -0.0));
      case UUID -> putUuid(rowAddress, given.bits(), given.lowBits());
      case STRING -> putUtf8(rowAddress, defaultUtf8, 0, defaultUtf8.length);
      default -> putLong(rowAddress, given.bits());
    }
  }

  /** Copies this field, null or not, from one row to another of the same layout. */
  public void copy(long fromRowAddress, long toRowAddress) {
    Memory.copy(fromRowAddress + offset, toRowAddress + offset, sizeBytes);
    if (isNull(fromRowAddress)) {
      putNull(toRowAddress);
    } else {
      clearNull(toRowAddress);
    }
  }

  private void clearNull(long rowAddress) {
    column.clearNull(rowAddress);
  }

  private long nullByte(long rowAddress) {
    return rowAddress + RowLayout.HEADER_BYTES + (nullBit >>> 3);
  }

  private IllegalArgumentException notCarried(String by) {
    return new IllegalArgumentException(
        "field " + name() + " of type " + type() + " is not carried by " + by);
  }
}
