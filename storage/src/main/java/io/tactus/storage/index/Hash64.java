package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * A strong 64-bit hash of bytes in off-heap memory: wyhash, final version 4.2 (Wang Yi, public
 * domain), with its published constants.
 *
 * <p>Strong here means that it passes SMHasher and that a caller who does not know the seed cannot
 * easily construct collisions. It is not a cryptographic hash.
 */
public final class Hash64 {
  private static final long S0 = 0x2d358dccaa6c78a5L;
  private static final long S1 = 0x8bb84b93962eacc9L;
  private static final long S2 = 0x4b33a62ed433d4a3L;
  private static final long S3 = 0x4d5a2da51de1aa47L;

  private Hash64() {}

  /** Returns the hash of {@code length} bytes at {@code address} under {@code seed}. */
  public static long of(long address, int length, long seed) {
    long h = start(seed);
    long a;
    long b;
    if (length <= 16) {
      if (length >= 4) {
        int middle = (length >>> 3) << 2;
        long last = address + length - 4;
        a = (word(address) << 32) | word(address + middle);
        b = (word(last) << 32) | word(last - middle);
      } else if (length > 0) {
        a =
            ((Memory.getByte(address) & 0xFFL) << 16)
                | ((Memory.getByte(address + (length >>> 1)) & 0xFFL) << 8)
                | (Memory.getByte(address + length - 1) & 0xFFL);
        b = 0;
      } else {
        a = 0;
        b = 0;
      }
    } else {
      long p = address;
      int left = length;
      if (left >= 48) {
        long h1 = h;
        long h2 = h;
        do {
          h = mix(Memory.getLong(p) ^ S1, Memory.getLong(p + 8) ^ h);
          h1 = mix(Memory.getLong(p + 16) ^ S2, Memory.getLong(p + 24) ^ h1);
          h2 = mix(Memory.getLong(p + 32) ^ S3, Memory.getLong(p + 40) ^ h2);
          p += 48;
          left -= 48;
        } while (left >= 48);
        h ^= h1 ^ h2;
      }
      while (left > 16) {
        h = mix(Memory.getLong(p) ^ S1, Memory.getLong(p + 8) ^ h);
        p += 16;
        left -= 16;
      }
      a = Memory.getLong(p + left - 16);
      b = Memory.getLong(p + left - 8);
    }
    a ^= S1;
    b ^= h;
    long low = a * b;
    long high = Math.unsignedMultiplyHigh(a, b);
    return mix(low ^ S0 ^ length, high ^ S1);
  }

  /** Returns {@code of(address, 8, seed)} for the bytes of {@code value}, little-endian. */
  static long ofEight(long value, long seed) {
    return ofEightFrom(value, start(seed));
  }

  /** Returns what every hash under a seed begins with. */
  public static long start(long seed) {
    return seed ^ mix(seed ^ S0, S1);
  }

  /** Returns {@code ofEight(value, seed)}, given {@code start(seed)}. */
  public static long ofEightFrom(long value, long start) {
    long a = Long.rotateLeft(value, 32) ^ S1;
    long b = value ^ start;
    return mix((a * b) ^ S0 ^ Long.BYTES, Math.unsignedMultiplyHigh(a, b) ^ S1);
  }

  /** Returns a strong mix of one value, for deriving seeds. */
  public static long ofLong(long value) {
    return mix(value ^ S0, S1 ^ Long.rotateLeft(value, 32));
  }

  private static long word(long address) {
    return Memory.getInt(address) & 0xFFFFFFFFL;
  }

  private static long mix(long a, long b) {
    return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
  }
}
