package io.tactus.gateway.json;

/**
 * Walks the elements of one array: {@code while (elements.next()) …}. Reusable. Threading: one
 * thread.
 */
public final class JsonElements {

  private byte[] document;
  private int at;
  private int valueOffset;

  /** Begins with the array whose opening bracket is at the offset. */
  public JsonElements wrap(byte[] newDocument, int offset) {
    assert newDocument[offset] == '[';
    document = newDocument;
    at = offset + 1;
    return this;
  }

  /** Moves to the next element; false after the last. */
  public boolean next() {
    at = JsonOffsets.skipSpace(document, at);
    if (document[at] == ',') {
      at = JsonOffsets.skipSpace(document, at + 1);
    }
    if (document[at] == ']') {
      at++;
      return false;
    }
    valueOffset = at;
    at = JsonOffsets.skipValue(document, at);
    return true;
  }

  /** Returns where the element begins. */
  public int valueOffset() {
    return valueOffset;
  }

  /** Returns where the element ends: the offset after its last byte. */
  public int end() {
    return at;
  }

  /** Returns how many elements an array has. */
  public static int count(byte[] document, int offset) {
    JsonElements elements = new JsonElements().wrap(document, offset);
    int count = 0;
    while (elements.next()) {
      count++;
    }
    return count;
  }
}
