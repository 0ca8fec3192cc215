package io.tactus.storage.json;

/** Takes the white space out of JSON: what is left is the stored form. Threading: stateless. */
public final class JsonSpace {

  private JsonSpace() {}

  /**
   * Copies a validated document without the white space between its tokens. Keys, values, numbers
   * and escapes stay as they were written, in their order.
   *
   * @param target has room for {@code to - from} bytes
   * @return the bytes written
   */
  public static int minimise(byte[] document, int from, int to, byte[] target, int targetOffset) {
    int at = targetOffset;
    int i = from;
    while (i < to) {
      byte b = document[i];
      if (b == '"') {
        int after = JsonText.closingQuote(document, i + 1) + 1;
        System.arraycopy(document, i, target, at, after - i);
        at += after - i;
        i = after;
      } else {
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
          target[at++] = b;
        }
        i++;
      }
    }
    return at - targetOffset;
  }

  /** Returns the index after the value that begins at an index of a validated document. */
  public static int endOfValue(byte[] document, int from) {
    int depth = 0;
    int i = from;
    do {
      byte b = document[i];
      if (b == '"') {
        i = JsonText.closingQuote(document, i + 1) + 1;
      } else if (b == '{' || b == '[') {
        depth++;
        i++;
      } else if (b == '}' || b == ']') {
        depth--;
        i++;
      } else if (depth == 0) {
        return endOfWord(document, i);
      } else {
        i++;
      }
    } while (depth > 0);
    return i;
  }

  /** A number, true, false or null ends where no character of one stands. */
  private static int endOfWord(byte[] document, int from) {
    int i = from;
    while (i < document.length
        && ((document[i] >= '0' && document[i] <= '9')
            || (document[i] >= 'a' && document[i] <= 'z')
            || document[i] == '-'
            || document[i] == '+'
            || document[i] == '.'
            || document[i] == 'E')) {
      i++;
    }
    return i;
  }
}
