package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.TypeKind;

/**
 * Selects rows whose number lies in a closed range, or outside it. All comparisons of numbers come
 * down to this: {@code eq} is a range of one value, {@code neq} the outside of it.
 *
 * <p>Floats are compared by their bits, brought into an order that integers have: negative ones
 * with all but the sign flipped. There is no NaN in a row.
 *
 * <p>The loops are free of branches: a value is outside if {@code value - low} or {@code high -
 * value} is negative, and the sign bit is what is collected. With up to 32 bits neither can
 * overflow; with 64 they may, and {@code value - low} is compared with {@code high - low} as
 * unsigned numbers, for which overflow does not matter.
 */
final class RangeKernel extends Kernel {

  private enum Loop {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64
  }

  private final Loop loop;
  private final int offset;
  private final long low;
  private final long high;
  private final long flip;

  /**
   * @param sizeBytes of the field: of an enum, for example, 1 or 2
   * @param low smallest value of the range, in the order of {@link #ordered} for floats, with the
   *     sign bit flipped for u64
   * @param high largest value, not below {@code low}
   */
  RangeKernel(TypeKind kind, int sizeBytes, int offset, long low, long high, boolean inside) {
    this.loop = loopOf(kind, sizeBytes);
    this.offset = offset;
    this.low = sizeBytes < Long.BYTES ? clamp(low) : low;
    this.high = sizeBytes < Long.BYTES ? clamp(high) : high;
    this.flip = inside ? -1 : 0;
  }

  private static Loop loopOf(TypeKind kind, int sizeBytes) {
    boolean signed = kind == TypeKind.I8 || kind == TypeKind.I16 || kind == TypeKind.I32;
    return switch (kind) {
      case F32 -> Loop.F32;
      case F64 -> Loop.F64;
      case U64 -> Loop.U64;
      default ->
          switch (sizeBytes) {
            case 1 -> signed ? Loop.I8 : Loop.U8;
            case 2 -> signed ? Loop.I16 : Loop.U16;
            case 4 -> signed ? Loop.I32 : Loop.U32;
            default -> Loop.I64;
          };
    };
  }

  /** Values of up to 32 bits lie well within this, so that differences cannot overflow. */
  private static long clamp(long bound) {
    return Math.clamp(bound, -1L << 40, 1L << 40);
  }

  /** The bits of a double as a number in the same order; 0.0 comes right after -0.0. */
  static long ordered(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The bits of a float as a number in the same order. */
  static int ordered(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  @Override
  void narrow(PageSelection selection, int level) {
    long[] bits = selection.bits(level);
    int stride = selection.rowBytes();
    long at = selection.page() + offset;
    for (int i = 0; i < selection.words(); i++) {
      if (bits[i] != 0) {
        bits[i] &= outside(at, stride, selection.rowsInWord(i)) ^ flip;
      }
      at += (long) stride << 6;
    }
  }

  private long outside(long at, int stride, int rows) {
    return switch (loop) {
      case I8 -> i8(at, stride, rows, low, high);
      case U8 -> u8(at, stride, rows, low, high);
      case I16 -> i16(at, stride, rows, low, high);
      case U16 -> u16(at, stride, rows, low, high);
      case I32 -> i32(at, stride, rows, low, high);
      case U32 -> u32(at, stride, rows, low, high);
      case I64 -> i64(at, stride, rows, low, high);
      case U64 -> u64(at, stride, rows, low, high);
      case F32 -> f32(at, stride, rows, low, high);
      case F64 -> f64(at, stride, rows, low, high);
    };
  }

  private static long i8(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getByte(at);
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long u8(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getByte(at) & 0xFFL;
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long i16(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getShort(at);
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long u16(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getShort(at) & 0xFFFFL;
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long i32(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getInt(at);
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long u32(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getInt(at) & 0xFFFF_FFFFL;
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long i64(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    long span = high - low + Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getLong(at);
      outside |= (value - low + Long.MIN_VALUE > span ? 1L : 0L) << i;
      at += stride;
    }
    return outside;
  }

  private static long u64(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    long span = high - low + Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      long value = Memory.getLong(at) ^ Long.MIN_VALUE;
      outside |= (value - low + Long.MIN_VALUE > span ? 1L : 0L) << i;
      at += stride;
    }
    return outside;
  }

  private static long f32(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      int bits = Memory.getInt(at);
      long value = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      outside |= (((value - low) | (high - value)) >>> 63) << i;
      at += stride;
    }
    return outside;
  }

  private static long f64(long first, int stride, int rows, long low, long high) {
    long at = first;
    long outside = 0;
    long span = high - low + Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      long bits = Memory.getLong(at);
      long value = bits ^ ((bits >> 63) & Long.MAX_VALUE);
      outside |= (value - low + Long.MIN_VALUE > span ? 1L : 0L) << i;
      at += stride;
    }
    return outside;
  }
}
