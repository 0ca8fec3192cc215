package io.tactus.storage.query.kernel;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes kernels. All but {@link #isNull} select no row whose field is null. Threading: stateless.
 */
public final class Kernels {

  /** Longer constants are compared row by row, which stops at the first difference. */
  private static final int MAX_IMAGE_BYTES = 64;

  private static final Kernel ALL = AllOf.of(List.of());

  private Kernels() {}

  /**
   * A field carried by a long lies inside, or outside, of {@code [low, high]} in the order of its
   * kind: unsigned for u64. The bounds may lie beyond what the field can hold.
   */
  public static Kernel range(RowField field, long low, long high, boolean inside) {
    // Flipped for u64, so that its order is that of longs.
    long sign = field.kind() == TypeKind.U64 ? Long.MIN_VALUE : 0;
    int bits = Byte.SIZE * field.sizeBytes();
    long least = isSigned(field) ? -1L << (bits - 1) : 0;
    long most = bits == Long.SIZE ? Long.MAX_VALUE : least + (1L << bits) - 1;
    long first = Math.max(low ^ sign, least);
    long last = Math.min(high ^ sign, most);
    return first > last
        ? none(field, inside)
        : window(field, Window.range(field, first ^ sign, last ^ sign), inside);
  }

  /** Eight bytes always are, if only for the flipped sign bit of those that are not. */
  private static boolean isSigned(RowField field) {
    return switch (field.kind()) {
      case I8, I16, I32 -> true;
      default -> field.sizeBytes() == Long.BYTES;
    };
  }

  /**
   * A float lies inside, or outside, of {@code [low, high]}; 0.0 and -0.0 are the same number. The
   * bounds may lie between two values of an f32, and be infinite.
   */
  public static Kernel range(RowField field, double low, double high, boolean inside) {
    if (low > high) {
      return none(field, inside);
    }
    FloatBounds bounds = FloatBounds.of(field, low, high);
    if (bounds.isEmpty()) {
      return none(field, inside);
    }
    if (bounds.isOneRange()) {
      return window(field, Window.range(field, bounds.first(), bounds.last()), inside);
    }
    Kernel above = window(field, Window.range(field, bounds.zero(), bounds.low()), inside);
    Kernel below = window(field, Window.range(field, bounds.minusZero(), bounds.high()), inside);
    List<Kernel> both = List.of(above, below);
    return inside ? allOf(both) : anyOf(both);
  }

  /** A field lies inside, or outside, of a range; null does neither. */
  private static Kernel window(RowField field, Window range, boolean inside) {
    if (range.isAll()) {
      return inside ? isNull(field, false) : Never.INSTANCE;
    }
    return notNullAnd(field, new WindowKernel(inside ? range : range.outside()));
  }

  /** A field lies inside, or outside, of a range without values. */
  private static Kernel none(RowField field, boolean inside) {
    return inside ? Never.INSTANCE : isNull(field, false);
  }

  private static Kernel notNullAnd(RowField field, Kernel kernel) {
    return field.nullable() ? allOf(List.of(isNull(field, false), kernel)) : kernel;
  }

  /** A field is null, or is not. */
  public static Kernel isNull(RowField field, boolean wantsNull) {
    if (!field.nullable()) {
      return wantsNull ? Never.INSTANCE : ALL;
    }
    int bit = field.nullBit();
    int mask = 1 << (bit & 7);
    int at = RowLayout.HEADER_BYTES + (bit >>> 3);
    return new WindowKernel(Window.bits(at, mask, wantsNull ? mask : 0));
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
      return none(field, equal);
    }
    if (bytes > MAX_IMAGE_BYTES) {
      return null;
    }
    return notNullAnd(field, imageKernel(field.offset(), lengthBytes, constant, equal));
  }

  /**
   * The last window ends where the image does. It may begin before the image, but not before the
   * row, whose header is as long as a window; the mask leaves out what does not belong to the
   * image.
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
    List<Kernel> windows = new ArrayList<>();
    for (int done = 0; done < bytes; done += Long.BYTES) {
      int from = Math.min(done, bytes - Long.BYTES);
      long mask = from < 0 ? -1L << (-from * Byte.SIZE) : -1L;
      Window same = new Window(offset + from, mask, image.getLong(Long.BYTES + from) & mask, 0);
      windows.add(new WindowKernel(equal ? same : same.outside()));
    }
    return equal ? allOf(windows) : anyOf(windows);
  }

  /** All conditions hold; without any, every live row is selected. */
  public static Kernel allOf(List<Kernel> kernels) {
    return AllOf.of(kernels);
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
