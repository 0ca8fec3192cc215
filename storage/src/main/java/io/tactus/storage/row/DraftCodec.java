package io.tactus.storage.row;

import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueDescriptor;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The form of a draft in commands and in the journal.
 *
 * <pre>
 *  0  present bitmap   ceil(leaves / 8) bytes, bit = ordinal of the leaf
 *     null bitmap      as in the row; zero for columns not given
 *     values           of the leaves given and not null, in the order of the row, as in the row,
 *                      strings without the bytes after their length; text, bytes and json: u32
 *                      length and the bytes
 * </pre>
 *
 * <p>Of a column that is null all leaves are given. Bits beyond the last leaf are zero, so a draft
 * has exactly one form. Threading: none of its own.
 */
final class DraftCodec {

  private DraftCodec() {}

  static int length(RowDraft draft) {
    RowLayout layout = draft.layout();
    int length = presentBytes(layout) + layout.nullBitmapBytes();
    for (int i = 0; i < layout.fieldCount(); i++) {
      if (draft.isPresent(i) && !layout.field(i).isNull(draft.rowAddress())) {
        length += valueBytes(layout.field(i), draft.rowAddress());
      }
    }
    return length;
  }

  static int encode(RowDraft draft, DirectBuffer image, MutableDirectBuffer buffer, int offset) {
    RowLayout layout = draft.layout();
    int at = offset;
    for (int first = 0; first < layout.fieldCount(); first += Byte.SIZE) {
      int bits = 0;
      for (int i = first; i < Math.min(first + Byte.SIZE, layout.fieldCount()); i++) {
        bits |= draft.isPresent(i) ? 1 << (i - first) : 0;
      }
      buffer.putByte(at++, (byte) bits);
    }
    buffer.putBytes(at, image, RowLayout.HEADER_BYTES, layout.nullBitmapBytes());
    at += layout.nullBitmapBytes();
    for (int i = 0; i < layout.fieldCount(); i++) {
      RowField field = layout.field(i);
      if (draft.isPresent(i) && !field.isNull(draft.rowAddress())) {
        at +=
            field.isValue()
                ? encodeValue(field, image, buffer, at)
                : encode(field, image, buffer, at);
      }
    }
    return at - offset;
  }

  private static int encode(
      RowField field, DirectBuffer image, MutableDirectBuffer buffer, int at) {
    int length = valueBytes(field, image.addressOffset());
    buffer.putBytes(at, image, field.offset(), length);
    return length;
  }

  private static int encodeValue(
      RowField field, DirectBuffer image, MutableDirectBuffer buffer, int at) {
    long descriptor = image.addressOffset() + field.offset();
    int length = ValueDescriptor.length(descriptor);
    buffer.putInt(at, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(at + Integer.BYTES, image, (int) ValueDescriptor.locator(descriptor), length);
    return Integer.BYTES + length;
  }

  /** Decodes into a draft whose image is all zero. */
  static int decode(
      RowDraft draft,
      long[] present,
      DraftImage image,
      DirectBuffer buffer,
      int offset,
      int limit) {
    RowLayout layout = draft.layout();
    int bitmaps = presentBytes(layout) + layout.nullBitmapBytes();
    demand(offset >= 0 && bitmaps <= limit - offset, layout, offset, limit);
    for (int i = 0; i < presentBytes(layout); i++) {
      present[i >>> 3] |= (buffer.getByte(offset + i) & 0xFFL) << (Byte.SIZE * (i & 7));
    }
    demand(endsAt(present, layout), layout, offset, limit);
    int at = offset + presentBytes(layout);
    buffer.getBytes(at, image.buffer(), RowLayout.HEADER_BYTES, layout.nullBitmapBytes());
    at += layout.nullBitmapBytes();
    for (int i = 0; i < layout.fieldCount(); i++) {
      RowField field = layout.field(i);
      boolean isNull = field.isNull(image.address());
      demand(!isNull || draft.isPresent(i), layout, offset, limit);
      if (draft.isPresent(i) && !isNull) {
        int length = encodedValueBytes(field, buffer, at, limit);
        demand(length <= limit - at, layout, offset, limit);
        demand(length <= maxBytes(field), layout, offset, limit);
        if (field.isValue()) {
          image.put(layout, field, buffer, at + Integer.BYTES, length - Integer.BYTES);
        } else {
          buffer.getBytes(at, image.buffer(), field.offset(), length);
          demand(isValue(field, image.address()), layout, offset, limit);
          takeZeroForMinusZero(field, image.address());
        }
        at += length;
      }
    }
    return at - offset;
  }

  private static int presentBytes(RowLayout layout) {
    return (layout.fieldCount() + 7) >>> 3;
  }

  private static int maxBytes(RowField field) {
    return field.isValue() ? Integer.BYTES + SchemaLimits.MAX_VALUE_BYTES : field.sizeBytes();
  }

  private static int valueBytes(RowField field, long rowAddress) {
    if (field.isValue()) {
      return Integer.BYTES + field.valueLength(rowAddress);
    }
    return field.kind() == TypeKind.STRING
        ? field.type().lengthBytes() + field.stringLength(rowAddress)
        : field.sizeBytes();
  }

  private static int encodedValueBytes(RowField field, DirectBuffer buffer, int at, int limit) {
    if (field.isValue()) {
      int length = limit - at < Integer.BYTES ? -1 : buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
      boolean possible = length >= 0 && length <= SchemaLimits.MAX_VALUE_BYTES;
      return possible ? Integer.BYTES + length : Integer.MAX_VALUE;
    }
    if (field.kind() != TypeKind.STRING) {
      return field.sizeBytes();
    }
    int lengthBytes = field.type().lengthBytes();
    if (lengthBytes > limit - at) {
      return Integer.MAX_VALUE;
    }
    int low = buffer.getByte(at) & 0xFF;
    return lengthBytes + (lengthBytes == 1 ? low : low | ((buffer.getByte(at + 1) & 0xFF) << 8));
  }

  /** Kinds of which not every pattern of bits is a value. */
  private static boolean isValue(RowField field, long rowAddress) {
    return switch (field.kind()) {
      case BOOL -> (field.getLong(rowAddress) & ~1L) == 0;
      case ENUM -> field.getLong(rowAddress) < field.enumNames().count();
      default -> true;
    };
  }

  /** There may have been no index when the draft was encoded; indexes find by bytes. */
  private static void takeZeroForMinusZero(RowField field, long rowAddress) {
    if (field.indexed() && field.kind().isFloat() && field.getDouble(rowAddress) == 0) {
      field.putDouble(rowAddress, 0.0);
    }
  }

  /** Words behind those of the layout may still hold what a row of a wider one had. */
  private static boolean endsAt(long[] present, RowLayout layout) {
    for (int i = layout.fieldCount(); i < layout.presentWords() * Long.SIZE; i++) {
      if (((present[i >>> 6] >>> i) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void demand(boolean holds, RowLayout layout, int offset, int limit) {
    if (!holds) {
      throw new IllegalArgumentException(
          "no draft of " + layout.tableName() + " at " + offset + " of " + limit);
    }
  }
}
