package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.Base64Text;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.JsonSpace;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.json.Utf8;

/**
 * Brings text into the form in which it is stored: UTF-8, json without white space, base64 as the
 * bytes it stands for. Each call replaces what the last one left in {@link #bytes}. Refusals do not
 * name a field yet. Threading: one thread.
 */
final class StoredText {
  private byte[] bytes = new byte[256];
  private StrictJson strictJson;

  /** What the last call made, from 0 on; another array after each call. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Encodes text.
   *
   * @return the length in bytes, negative if the text holds half of a surrogate pair
   */
  int encode(CharSequence text) {
    room(3 * text.length());
    return Utf8.encode(text, bytes, 0);
  }

  /**
   * Checks a document that names no member twice.
   *
   * @throws Rejection INVALID_VALUE
   */
  void checkJson(byte[] document, int offset, int lengthBytes) {
    if (strictJson == null) {
      strictJson = new StrictJson();
    }
    if (!strictJson.isValidUnique(document, offset, lengthBytes)) {
      throw InvalidValue.notA("json", document, offset, lengthBytes)
          .withDetail("byte " + strictJson.errorOffset() + ": " + strictJson.errorReason());
    }
  }

  /** Leaves out the white space of a valid document, which may lie in {@link #bytes}. */
  int minimise(byte[] document, int from, int to) {
    room(to - from);
    return JsonSpace.minimise(document, from, to, bytes, 0);
  }

  /**
   * Decodes base64.
   *
   * @throws Rejection INVALID_VALUE
   */
  int decodeBase64(byte[] text, int offset, int length) {
    room(Base64Text.maxBytes(length));
    return Base64Text.decode(text, offset, length, bytes, 0);
  }

  private void room(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
  }
}
