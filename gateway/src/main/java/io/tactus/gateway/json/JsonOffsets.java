package io.tactus.gateway.json;

import io.tactus.storage.json.JsonText;
import java.nio.charset.StandardCharsets;

/** Steps over values of a validated document. Threading: stateless. */
public final class JsonOffsets {

  private JsonOffsets() {}

  /** Returns the offset of the first byte at or after the given one that is not white space. */
  public static int skipSpace(byte[] document, int offset) {
    int at = offset;
    while (document[at] == ' '
        || document[at] == '\n'
        || document[at] == '\r'
        || document[at] == '\t') {
      at++;
    }
    return at;
  }

  /** Returns the offset after the value that begins at the given one. */
  public static int skipValue(byte[] document, int offset) {
    return switch (document[offset]) {
      case '"' -> JsonText.closingQuote(document, offset + 1) + 1;
      case '{', '[' -> skipNested(document, offset);
      case 't', 'n' -> offset + 4;
      case 'f' -> offset + 5;
      default -> skipNumber(document, offset);
    };
  }

  private static int skipNested(byte[] document, int offset) {
    int depth = 0;
    int at = offset;
    do {
      byte b = document[at];
      if (b == '"') {
        at = JsonText.closingQuote(document, at + 1);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private static int skipNumber(byte[] document, int offset) {
    int at = offset;
    while (at < document.length && isNumberByte(document[at])) {
      at++;
    }
    return at;
  }

  private static boolean isNumberByte(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /** Returns the text of the string that begins at the offset with its quote. */
  public static String string(byte[] document, int offset) {
    int from = offset + 1;
    int to = JsonText.closingQuote(document, from);
    if (!JsonText.hasEscape(document, from, to)) {
      return new String(document, from, to - from, StandardCharsets.UTF_8);
    }
    byte[] utf8 = new byte[to - from];
    int length = JsonText.unescape(document, from, to, utf8, 0);
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }
}
