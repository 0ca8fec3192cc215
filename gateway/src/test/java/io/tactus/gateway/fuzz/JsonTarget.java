package io.tactus.gateway.fuzz;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonSpace;
import io.tactus.storage.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the strict reader accepts, everything behind it can read: no document gets past it and
 * breaks what relies on it.
 */
public final class JsonTarget {

  static final String[] SEEDS = {
    "{\"a\":[1,-2.5e3,true,null],\"b\":{\"c\":\"\\u00e9\\n\"}}", "[]", "\"\"", "0", "[[[[{}]]]]"
  };

  private static final StrictJson JSON = new StrictJson(1);

  private JsonTarget() {}

  /** One document. */
  public static void fuzzerTestOneInput(byte[] document) {
    if (!JSON.isValidUnique(document, 0, document.length)) {
      if (JSON.errorOffset() < 0 || JSON.errorOffset() > document.length) {
        throw new IllegalStateException("an error outside the document: " + JSON.errorOffset());
      }
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("accepted what is not UTF-8", e);
    }
    JsonNode before = JsonNode.parse(document, 0, document.length);
    byte[] target = new byte[document.length];
    int length = JsonSpace.minimise(document, 0, document.length, target, 0);
    byte[] small = Arrays.copyOf(target, length);
    if (!JSON.isValidUnique(small, 0, length) || !JsonNode.parse(small, 0, length).equals(before)) {
      throw new IllegalStateException("another document without its white space");
    }
  }
}
