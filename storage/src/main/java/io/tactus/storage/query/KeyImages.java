package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The key images that the terms of a filter allow for the fields of an index: one for {@code eq} on
 * every field, several where {@code in} names several values. Threading: immutable.
 *
 * @param images each once, in the order of their bytes; none if no row can match
 * @param used which terms of the filter hold for every row with one of these keys
 */
record KeyImages(List<byte[]> images, BitSet used) {

  private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

  /** Returns the images for these fields, or null if a field is free or there are too many. */
  static KeyImages of(List<FilterTerm> terms, List<RowField> fields) {
    BitSet used = new BitSet();
    List<byte[]> images = List.of(new byte[0]);
    for (RowField field : fields) {
      int term = pointTerm(terms, field);
      if (term < 0) {
        return null;
      }
      used.set(term);
      TreeSet<byte[]> values = new TreeSet<>(BY_BYTES);
      for (FilterValue value : terms.get(term).restriction().values()) {
        byte[] image = image(field, value);
        if (image != null) {
          values.add(image);
        }
      }
      if ((long) images.size() * values.size() > QueryLimits.MAX_LOOK_UPS) {
        return null;
      }
      images = product(images, values);
    }
    return new KeyImages(images, used);
  }

  /** Returns the first term that names the values of a field, or -1; one value before several. */
  static int pointTerm(List<FilterTerm> terms, RowField field) {
    int found = -1;
    for (int i = terms.size() - 1; i >= 0; i--) {
      Restriction restriction = terms.get(i).restriction();
      if (restriction != null && restriction.field() == field && restriction.kind().isPoint()) {
        boolean single = restriction.kind() == Restriction.Kind.EQUAL;
        found = found < 0 || single ? i : found;
      }
    }
    return found;
  }

  private static List<byte[]> product(List<byte[]> heads, TreeSet<byte[]> tails) {
    List<byte[]> all = new ArrayList<>();
    for (byte[] head : heads) {
      for (byte[] tail : tails) {
        byte[] image = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, image, head.length, tail.length);
        all.add(image);
      }
    }
    return all;
  }

  /** Returns a value as rows hold it; null for a string longer than any the field can hold. */
  private static byte[] image(RowField field, FilterValue value) {
    ByteBuffer image = ByteBuffer.allocate(field.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
    TypeKind kind = field.kind();
    switch (kind) {
      case BOOL, I8, U8 -> image.put((byte) value.bits());
      case I16, U16 -> image.putShort((short) value.bits());
      case I32, U32 -> image.putInt((int) value.bits());
      case I64, U64, TIMESTAMP, DURATION -> image.putLong(value.bits());
      case F32 -> image.putFloat((float) (value.number() + 0.0));
      case F64 -> image.putDouble(value.number() + 0.0);
      case UUID -> image.put(value.bytes());
      case ENUM -> {
        if (field.sizeBytes() == 1) {
          image.put((byte) value.bits());
        } else {
          image.putShort((short) value.bits());
        }
      }
      case TEXT, BYTES, JSON, DECLARED, REF ->
          throw new IllegalArgumentException("no key holds " + field.type());
      case STRING -> {
        int length = value.bytes().length;
        if (length > field.type().capacityBytes()) {
          return null;
        }
        if (field.type().lengthBytes() == 1) {
          image.put((byte) length);
        } else {
          image.putShort((short) length);
        }
        image.put(value.bytes());
      }
    }
    return image.array();
  }
}
