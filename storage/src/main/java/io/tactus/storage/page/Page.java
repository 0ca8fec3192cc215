package io.tactus.storage.page;

/**
 * The size of a page, the same for every area of every space in this process.
 *
 * <p>Fixed at start by {@code -Dtactus.pageBytes} (a power of two from 1 KiB to 16 KiB), because a
 * constant lets the compiler fold shifts and masks. Why the default is what it is:
 * docs/adr/0001-page-size.md.
 */
public final class Page {

  /** The size that is used when the property is not given. */
  public static final int DEFAULT_SIZE_BYTES = 4096;

  /** Bytes in a page. */
  public static final int SIZE_BYTES =
      checked(Integer.getInteger("tactus.pageBytes", DEFAULT_SIZE_BYTES));

  /** log2 of {@link #SIZE_BYTES}. */
  public static final int SHIFT = Integer.numberOfTrailingZeros(SIZE_BYTES);

  /** {@code byteIndex & MASK} is the offset within a page. */
  public static final int MASK = SIZE_BYTES - 1;

  private Page() {}

  private static int checked(int sizeBytes) {
    if (sizeBytes < 1024 || sizeBytes > 16384 || Integer.bitCount(sizeBytes) != 1) {
      throw new IllegalArgumentException(
          "tactus.pageBytes=" + sizeBytes + ": must be a power of two from 1024 to 16384");
    }
    return sizeBytes;
  }
}
