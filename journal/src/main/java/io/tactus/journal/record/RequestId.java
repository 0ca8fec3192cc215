package io.tactus.journal.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The 64 bits by which a record names the request behind it. A name of 16 lower-case hexadecimal
 * digits, such as servers make, is its own number; any other is the first eight bytes of its
 * SHA-256, big-endian. 0 is nobody's. Threading: stateless.
 */
public final class RequestId {

  /** Of a command no request stands behind. */
  public static final long NONE = 0;

  private static final int DIGITS = 16;

  private RequestId() {}

  /** Returns the number of a name; never {@link #NONE}. */
  public static long of(String name) {
    long number = isNumber(name) ? HexFormat.fromHexDigitsToLong(name) : digest(name);
    return number == NONE ? 1 : number;
  }

  /** Returns a number as text: 16 hexadecimal digits, or an empty text for none. */
  public static String text(long number) {
    return number == NONE ? "" : HexFormat.of().toHexDigits(number);
  }

  private static boolean isNumber(String name) {
    boolean number = name.length() == DIGITS;
    for (int i = 0; number && i < DIGITS; i++) {
      char c = name.charAt(i);
      number = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return number;
  }

  private static long digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
