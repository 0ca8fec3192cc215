package io.tactus.gateway.access;

import java.math.BigInteger;

/** Digits and letters: what a double click selects as one word. Stateless. */
final class Base62 {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /** Writes an unsigned number with so many digits, leading zeros included. */
  static String encode(BigInteger number, int digits) {
    char[] text = new char[digits];
    BigInteger rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      BigInteger[] division = rest.divideAndRemainder(BASE);
      text[i] = DIGITS.charAt(division[1].intValue());
      rest = division[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("more than " + digits + " digits");
    }
    return new String(text);
  }

  static boolean isDigit(char c) {
    return DIGITS.indexOf(c) >= 0;
  }
}
