package io.tactus.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every JDK has. Stateless. */
final class Sha256 {

  /** Length of a digest in bytes. */
  static final int BYTES = 32;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-256", e);
    }
  }

  static byte[] of(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a caller's number for what names it: never 0, which is nobody in particular. */
  static long caller(String kind, String name) {
    long number = ByteBuffer.wrap(of(kind + '\0' + name)).getLong();
    return number == 0 ? 1 : number;
  }
}
