package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.Base64Text;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.JsonNumbers;
import io.tactus.storage.json.JsonSpace;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.json.Uuids;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A constant of a filter. It must be of its field's type, but not within the field's bounds: one
 * may well ask for what cannot be. Threading: immutable.
 */
final class FilterValue {

  private static final byte[] NONE = {};

  private final long bits;
  private final double number;
  private final byte[] bytes;
  private final String text;

  private FilterValue(long bits, double number, byte[] bytes, String text) {
    this.bits = bits;
    this.number = number;
    this.bytes = bytes;
    this.text = text;
  }

  /** Compares two values of a field, in the field's order. */
  int compareTo(FilterValue other, RowField field) {
    TypeKind kind = field.kind();
    return kind.isLong()
        ? kind.compareLong(bits, other.bits)
        : kind.isFloat()
            ? Double.compare(number + 0.0, other.number + 0.0)
            : Arrays.compareUnsigned(bytes, other.bytes);
  }

  /** Returns the value of kinds carried by a long. */
  long bits() {
    return bits;
  }

  /** Returns the value of floats. */
  double number() {
    return number;
  }

  /** Returns the value of strings (UTF-8) and uuids (text order); shared, not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the text it was read from. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * Reads the text form of a value.
   *
   * @throws Rejection INVALID_QUERY
   */
  static FilterValue parse(RowField field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    TypeKind kind = field.kind();
    try {
      return switch (kind) {
        case BOOL -> ofLong(bool(text), text);
        case U64 -> ofLong(JsonNumbers.parseU64(utf8, 0, length), text);
        case I8, I16, I32, I64, U8, U16, U32 -> {
          long value = JsonNumbers.parseI64(utf8, 0, length);
          if (value < kind.minLong() || value > kind.maxLong()) {
            throw InvalidValue.outOfRange(kind.typeName(), text);
          }
          yield ofLong(value, text);
        }
        case F32 -> new FilterValue(0, JsonNumbers.parseF32(utf8, 0, length), NONE, text);
        case F64 -> new FilterValue(0, JsonNumbers.parseF64(utf8, 0, length), NONE, text);
        case TIMESTAMP -> ofLong(Timestamps.parse(utf8, 0, length), text);
        case DURATION -> ofLong(Durations.parse(utf8, 0, length), text);
        case UUID -> {
          long high = Uuids.parseHigh(utf8, 0, length);
          ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
          bytes.putLong(high).putLong(Uuids.parseLow(utf8, 0));
          yield new FilterValue(0, 0, bytes.array(), text);
        }
        case STRING, TEXT -> new FilterValue(0, 0, utf8, text);
        case BYTES -> {
          byte[] bytes = new byte[Base64Text.maxBytes(length)];
          int decoded = Base64Text.decode(utf8, 0, length, bytes, 0);
          yield new FilterValue(0, 0, Arrays.copyOf(bytes, decoded), text);
        }
        case JSON -> {
          new StrictJson().validate(utf8, 0, length);
          int minimal = JsonSpace.minimise(utf8, 0, length, utf8, 0);
          yield new FilterValue(0, 0, Arrays.copyOf(utf8, minimal), text);
        }
        case ENUM -> {
          int code = field.enumType().code(text);
          if (code < 0) {
            throw InvalidValue.notA(field.enumType().name(), "'" + text + "'");
          }
          yield ofLong(code, text);
        }
        case DECLARED, REF -> throw InvalidValue.notA(field.type().toString(), "a filter's value");
      };
    } catch (Rejection refused) {
      throw QueryErrors.value(field, refused);
    }
  }

  /**
   * Reads a coordinate or a distance, in double precision whatever the field's.
   *
   * @throws Rejection INVALID_QUERY
   */
  static double parseDouble(RowField field, String text) {
    byte[] utf8 = text.strip().getBytes(StandardCharsets.UTF_8);
    try {
      return JsonNumbers.parseF64(utf8, 0, utf8.length);
    } catch (Rejection refused) {
      throw QueryErrors.value(field, refused);
    }
  }

  private static FilterValue ofLong(long bits, String text) {
    return new FilterValue(bits, 0, NONE, text);
  }

  private static long bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw InvalidValue.notA("bool", "'" + text + "'");
    }
    return text.equals("true") ? 1 : 0;
  }
}
