package io.tactus.gateway.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The text of an API key:
 *
 * <pre>
 * tactus_ + 43 digits of base 62 + 6 digits of base 62
 *           256 random bits        CRC-32 of everything before
 * </pre>
 *
 * <p>The beginning lets scanners of source code find a leaked one; the checksum tells a mistyped
 * key from an unknown one before anything is looked up. Only its SHA-256 is ever kept: with 256
 * random bits there is nothing to guess, so a slow hash would only slow the server down (ADR 21).
 * Stateless.
 */
public final class ApiKey {

  /** What every key begins with. */
  public static final String PREFIX = "tactus_";

  private static final int SECRET_BITS = 256;
  private static final int SECRET_DIGITS = 43;
  private static final int CHECKSUM_DIGITS = 6;

  /** The length of every key in characters. */
  public static final int LENGTH = PREFIX.length() + SECRET_DIGITS + CHECKSUM_DIGITS;

  private ApiKey() {}

  /** Returns a new key. */
  public static String generate(SecureRandom random) {
    String head = PREFIX + Base62.encode(new BigInteger(SECRET_BITS, random), SECRET_DIGITS);
    return head + checksum(head);
  }

  /** Returns whether the text was meant to be a key. */
  static boolean isMeant(String text, int from) {
    return text.startsWith(PREFIX, from);
  }

  /** Returns whether the text from an offset to its end is a key somebody may have made. */
  public static boolean isWellFormed(String text, int from) {
    if (text.length() - from != LENGTH || !text.startsWith(PREFIX, from)) {
      return false;
    }
    for (int i = from + PREFIX.length(); i < text.length(); i++) {
      if (!Base62.isDigit(text.charAt(i))) {
        return false;
      }
    }
    int split = text.length() - CHECKSUM_DIGITS;
    return checksum(text.substring(from, split)).equals(text.substring(split));
  }

  private static String checksum(String head) {
    CRC32 crc = new CRC32();
    crc.update(head.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
  }
}
