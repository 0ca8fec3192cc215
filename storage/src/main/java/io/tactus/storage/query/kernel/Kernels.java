package io.tactus.storage.query.kernel;

import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Makes kernels. All but {@link #isNull} select no row whose field is null. Threading: stateless.
 */
public final class Kernels {

  /** Longer constants are compared row by row, which stops at the first difference. */
  private static final int MAX_IMAGE_BYTES = 64;

  private Kernels() {}

  /**
   * A field carried by a long lies inside, or outside, of {@code [low, high]} in the order of its
   * kind: unsigned for u64.
   */
  public static Kernel range(RowField field, long low, long high, boolean inside) {
    long sign = field.kind() == TypeKind.U64 ? Long.MIN_VALUE : 0;
    return bounded(field, low ^ sign, high ^ sign, inside);
  }

  /**
   * A float lies inside, or outside, of {@code [low, high]}; 0.0 and -0.0 are the same number. The
   * bounds may lie between two values of an f32, and be infinite.
   */
  public static Kernel range(RowField field, double low, double high, boolean inside) {
    if (field.kind() == TypeKind.F32) {
      float first = (float) low;
      first = first < low ? Math.nextUp(first) : first;
      float last = (float) high;
      last = last > high ? Math.nextDown(last) : last;
      return bounded(
          field,
          RangeKernel.ordered(first == 0 ? -0.0f : first),
          RangeKernel.ordered(last == 0 ? 0.0f : last),
          inside);
    }
    return bounded(
        field,
        RangeKernel.ordered(low == 0 ? -0.0 : low),
        RangeKernel.ordered(high == 0 ? 0.0 : high),
        inside);
  }

  private static Kernel bounded(RowField field, long low, long high, boolean inside) {
    if (low > high) {
      return inside ? Never.INSTANCE : notNull(field);
    }
    Kernel range =
        new RangeKernel(field.kind(), field.sizeBytes(), field.offset(), low, high, inside);
    return field.nullable() ? new AllOf(List.of(notNull(field), range)) : range;
  }

  private static Kernel notNull(RowField field) {
    return isNull(field, false);
  }

  /** A field is null, or is not. */
  public static Kernel isNull(RowField field, boolean wantsNull) {
    if (!field.nullable()) {
      return wantsNull ? Never.INSTANCE : new AllOf(List.of());
    }
    return new NullKernel(field, wantsNull);
  }

  /**
   * A string equals, or differs from, these UTF-8 bytes; a uuid these bytes in text order.
   *
   * @return null if there is no kernel for it
   */
  public static Kernel image(RowField field, byte[] constant, boolean equal) {
    boolean uuid = field.kind() == TypeKind.UUID;
    if (!uuid && field.kind() != TypeKind.STRING) {
      return null;
    }
    int lengthBytes = uuid ? 0 : (int) field.stringAddress(0) - field.offset();
    int bytes = lengthBytes + constant.length;
    if (bytes > field.sizeBytes()) {
      return equal ? Never.INSTANCE : notNull(field);
    }
    if (bytes > MAX_IMAGE_BYTES) {
      return null;
    }
    Kernel image = imageKernel(field.offset(), lengthBytes, constant, equal);
    return field.nullable() ? new AllOf(List.of(notNull(field), image)) : image;
  }

  /**
   * The last word ends where the image does. It may begin before the image, but not before the row,
   * whose header is as long as a word; the mask leaves out what does not belong to the image.
   */
  private static Kernel imageKernel(int offset, int lengthBytes, byte[] constant, boolean equal) {
    int bytes = lengthBytes + constant.length;
    ByteBuffer image =
        ByteBuffer.allocate(Long.BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0);
    if (lengthBytes == 1) {
      image.put((byte) constant.length);
    } else if (lengthBytes == 2) {
      image.putShort((short) constant.length);
    }
    image.put(constant);
    int words = (bytes + Long.BYTES - 1) / Long.BYTES;
    int[] offsets = new int[words];
    long[] wanted = new long[words];
    long[] masks = new long[words];
    for (int i = 0; i < words; i++) {
      int from = i + 1 < words ? i * Long.BYTES : bytes - Long.BYTES;
      offsets[i] = offset + from;
      masks[i] = from < 0 ? -1L << (-from * Byte.SIZE) : -1L;
      wanted[i] = image.getLong(Long.BYTES + from) & masks[i];
    }
    return new ImageKernel(offsets, wanted, masks, equal);
  }

  /** All conditions hold; without any, every live row is selected. */
  public static Kernel allOf(List<Kernel> kernels) {
    return kernels.size() == 1 ? kernels.get(0) : new AllOf(kernels);
  }

  /** At least one condition holds. */
  public static Kernel anyOf(List<Kernel> kernels) {
    return kernels.size() == 1 ? kernels.get(0) : new AnyOf(kernels);
  }

  /** A condition that is tested row by row. */
  public static Kernel rowByRow(RowTest test) {
    return new RowByRow(test);
  }
}
