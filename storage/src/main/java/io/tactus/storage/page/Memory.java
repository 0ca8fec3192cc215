package io.tactus.storage.page;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Raw little-endian access to off-heap memory by address.
 *
 * <p>Everything in a page is read and written through here: single values by one instruction, runs
 * of bytes through one static final segment that spans all memory. Single values went through that
 * segment, too; its checks made a look-up a quarter longer, so that fewer look-ups were under way
 * in the processor at once. Nothing guards against a wrong address except the assertions: callers
 * hold a pinned version or are the writer, and stay within the page.
 *
 * <p>Threading: any thread; plain accesses, ordered only by the pin protocol of {@link Versions}.
 */
public final class Memory {

  private static final MemorySegment ALL = everything();

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  static {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new ExceptionInInitializerError("pages are little-endian, this processor is not");
    }
  }

  private Memory() {}

  @SuppressWarnings("restricted")
  private static MemorySegment everything() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  public static byte getByte(long address) {
    assert plausible(address);
    return UnsafeApi.getByte(address);
  }

  public static void putByte(long address, byte value) {
    assert plausible(address);
    UnsafeApi.putByte(address, value);
  }

  public static short getShort(long address) {
    assert plausible(address);
    return UnsafeApi.getShort(address);
  }

  public static void putShort(long address, short value) {
    assert plausible(address);
    UnsafeApi.putShort(address, value);
  }

  public static int getInt(long address) {
    assert plausible(address);
    return UnsafeApi.getInt(address);
  }

  public static void putInt(long address, int value) {
    assert plausible(address);
    UnsafeApi.putInt(address, value);
  }

  public static long getLong(long address) {
    assert plausible(address);
    return UnsafeApi.getLong(address);
  }

  public static void putLong(long address, long value) {
    assert plausible(address);
    UnsafeApi.putLong(address, value);
  }

  public static float getFloat(long address) {
    assert plausible(address);
    return UnsafeApi.getFloat(address);
  }

  public static void putFloat(long address, float value) {
    assert plausible(address);
    UnsafeApi.putFloat(address, value);
  }

  public static double getDouble(long address) {
    assert plausible(address);
    return UnsafeApi.getDouble(address);
  }

  public static void putDouble(long address, double value) {
    assert plausible(address);
    UnsafeApi.putDouble(address, value);
  }

  /** Copies {@code lengthBytes} from one address to another; the ranges may overlap. */
  public static void copy(long fromAddress, long toAddress, long lengthBytes) {
    assert plausible(fromAddress) && plausible(toAddress) && lengthBytes >= 0;
    MemorySegment.copy(ALL, fromAddress, ALL, toAddress, lengthBytes);
  }

  /**
   * As {@link #copy}, for few bytes and ranges that do not overlap: without the call that only a
   * long copy is worth.
   */
  public static void copyShort(long fromAddress, long toAddress, int lengthBytes) {
    assert plausible(fromAddress) && plausible(toAddress) && lengthBytes >= 0;
    int i = 0;
    for (; i <= lengthBytes - Long.BYTES; i += Long.BYTES) {
      putLong(toAddress + i, getLong(fromAddress + i));
    }
    if ((lengthBytes & Integer.BYTES) != 0) {
      putInt(toAddress + i, getInt(fromAddress + i));
      i += Integer.BYTES;
    }
    for (; i < lengthBytes; i++) {
      putByte(toAddress + i, getByte(fromAddress + i));
    }
  }

  /** Sets {@code lengthBytes} bytes to zero. */
  public static void zero(long address, long lengthBytes) {
    assert plausible(address) && lengthBytes >= 0;
    ALL.asSlice(address, lengthBytes).fill((byte) 0);
  }

  /** Compares two ranges of equal length as unsigned bytes: negative, zero or positive. */
  public static int compare(long firstAddress, long secondAddress, int lengthBytes) {
    assert plausible(firstAddress) && plausible(secondAddress) && lengthBytes >= 0;
    int i = 0;
    for (; i <= lengthBytes - Long.BYTES; i += Long.BYTES) {
      long first = getLong(firstAddress + i);
      long second = getLong(secondAddress + i);
      if (first != second) {
        return Long.compareUnsigned(Long.reverseBytes(first), Long.reverseBytes(second));
      }
    }
    for (; i < lengthBytes; i++) {
      int difference = (getByte(firstAddress + i) & 0xFF) - (getByte(secondAddress + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /** Copies bytes out of memory into {@code target[offset, offset + length)}. */
  public static void getBytes(long address, byte[] target, int offset, int length) {
    assert plausible(address);
    MemorySegment.copy(ALL, BYTE, address, target, offset, length);
  }

  /** Copies {@code source[offset, offset + length)} into memory. */
  public static void putBytes(long address, byte[] source, int offset, int length) {
    assert plausible(address);
    MemorySegment.copy(source, offset, ALL, BYTE, address, length);
  }

  /** The first pages of the address space are never mapped: a null address plus an offset. */
  private static boolean plausible(long address) {
    return address >= 65536;
  }
}
