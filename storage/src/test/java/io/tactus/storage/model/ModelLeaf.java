package io.tactus.storage.model;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * One scalar of a table's rows. Immutable.
 *
 * @param ordinal its position among all leaves
 * @param column the position of its field
 * @param position its position within the field
 * @param path as in {@code path.3.y}
 * @param kind the type without its parameter; "enum" for one of those
 * @param capacity most bytes of a string
 * @param names of an enum; else empty
 */
public record ModelLeaf(
    int ordinal,
    int column,
    int position,
    String path,
    String kind,
    int capacity,
    List<String> names) {

  /** Stored form is a descriptor; the bytes lie elsewhere. */
  public boolean isVariable() {
    return kind.equals("text") || kind.equals("bytes") || kind.equals("json");
  }

  public boolean isFloat() {
    return kind.equals("f32") || kind.equals("f64");
  }

  public boolean isInteger() {
    return kind.matches("[iu](8|16|32|64)");
  }

  public int sizeBytes() {
    return switch (kind) {
      case "bool", "i8", "u8" -> 1;
      case "i16", "u16" -> 2;
      case "i32", "u32", "f32" -> 4;
      case "i64", "u64", "f64", "timestamp", "duration", "text", "bytes", "json" -> 8;
      case "uuid" -> 16;
      case "enum" -> names.size() <= 256 ? 1 : 2;
      case "string" -> (capacity <= 255 ? 1 : 2) + capacity;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The bytes of a value of variable length. */
  public byte[] bytes(Object value) {
    return ((String) value)
        .getBytes(kind.equals("bytes") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** The smallest integer of the kind, as a long; 0 for unsigned ones. */
  public long min() {
    return kind.startsWith("u") ? 0 : -1L << (8 * sizeBytes() - 1);
  }

  /** The largest integer of the kind, as its bits. */
  public long max() {
    int bits = 8 * sizeBytes();
    if (kind.startsWith("u")) {
      return bits == 64 ? -1 : (1L << bits) - 1;
    }
    return -1 - min();
  }

  /** Tells whether a whole number or a string fits. */
  public boolean holds(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length <= capacity;
    }
    long number = (Long) value;
    return kind.equals("u64") ? number >= 0 : number >= min() && number <= max();
  }

  /** The order of the values; null comes last. */
  public Comparator<Object> order() {
    Comparator<Object> values =
        switch (kind) {
          case "f32", "f64" -> Comparator.comparingDouble(v -> (Double) v + 0.0);
          case "string" -> (a, b) -> compareBytes(utf8(a), utf8(b));
          case "uuid" -> (a, b) -> compareBytes(image((UUID) a), image((UUID) b));
          case "u64" -> (a, b) -> Long.compareUnsigned((Long) a, (Long) b);
          default -> Comparator.comparingLong(v -> (Long) v);
        };
    return Comparator.nullsLast(values);
  }

  public static byte[] image(UUID value) {
    return java.nio.ByteBuffer.allocate(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  private static byte[] utf8(Object value) {
    return ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  private static int compareBytes(byte[] left, byte[] right) {
    return java.util.Arrays.compareUnsigned(left, right);
  }
}
