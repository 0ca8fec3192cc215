package io.tactus.gateway.openapi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A finished document and its entity tag. Threading: immutable; the bytes are never changed. */
final class Document {

  private static final int TAG_BYTES = 8;

  private final byte[] json;
  private final String tag;

  private Document(byte[] json, String tag) {
    this.json = json;
    this.tag = tag;
  }

  /** Takes the bytes over: documents of the same bytes have the same tag. */
  static Document of(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return new Document(json, '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the bytes, which are not to be changed. */
  byte[] json() {
    return json;
  }

  /** Returns the entity tag, quotes included. */
  String tag() {
    return tag;
  }

  /** Returns whether an If-None-Match header, or null for none, names this document. */
  boolean isNamedBy(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String part : ifNoneMatch.split(",", -1)) {
      String one = part.strip();
      if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
