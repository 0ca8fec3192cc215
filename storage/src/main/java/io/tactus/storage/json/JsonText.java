package io.tactus.storage.json;

import com.dslplatform.json.JsonWriter;

/** The inside of JSON strings: escapes to UTF-8 and back. */
public final class JsonText {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonText() {}

  /**
   * Finds the closing quote of a string in a validated document.
   *
   * @param from index of the byte after the opening quote
   * @return the index of the closing quote
   */
  public static int closingQuote(byte[] document, int from) {
    int i = from;
    while (document[i] != '"') {
      i += document[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  /** Returns the first index from here on that is no white space of a validated document. */
  public static int skipSpace(byte[] document, int from) {
    int i = from;
    while (i < document.length
        && (document[i] == ' '
            || document[i] == '\n'
            || document[i] == '\r'
            || document[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** Tells whether a range of a document has an escape in it. */
  public static boolean hasEscape(byte[] document, int from, int to) {
    for (int i = from; i < to; i++) {
      if (document[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /**
   * Decodes the inside of a string of a validated document.
   *
   * @param target has room for {@code to - from} bytes: the decoded form is never longer
   * @return the bytes written
   */
  public static int unescape(byte[] document, int from, int to, byte[] target, int targetOffset) {
    int at = targetOffset;
    int i = from;
    while (i < to) {
      byte b = document[i];
      if (b != '\\') {
        target[at++] = b;
        i++;
        continue;
      }
      byte kind = document[i + 1];
      i += 2;
      if (kind != 'u') {
        target[at++] = plain(kind);
        continue;
      }
      int codePoint = hex4(document, i, to);
      i += 4;
      if (Character.isHighSurrogate((char) codePoint)) {
        codePoint = Character.toCodePoint((char) codePoint, (char) hex4(document, i + 2, to));
        i += 6;
      }
      at = Utf8.put(target, at, codePoint);
    }
    return at - targetOffset;
  }

  private static byte plain(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  /** Reads four hexadecimal digits; -1 if they are not there. */
  static int hex4(byte[] bytes, int from, int limit) {
    if (from + 4 > limit) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = hexDigit(bytes[i]);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static byte hex(int digit) {
    return HEX[digit];
  }

  /** Writes well-formed UTF-8 as a JSON string, quotes included. */
  public static void write(JsonWriter writer, byte[] utf8, int offset, int length) {
    writer.writeByte(JsonWriter.QUOTE);
    int limit = offset + length;
    int from = offset;
    for (int i = offset; i < limit; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        writer.writeRaw(utf8, from, i - from);
        writeEscape(writer, b);
        from = i + 1;
      }
    }
    writer.writeRaw(utf8, from, limit - from);
    writer.writeByte(JsonWriter.QUOTE);
  }

  private static void writeEscape(JsonWriter writer, byte b) {
    writer.writeByte((byte) '\\');
    switch (b) {
      case '"', '\\' -> writer.writeByte(b);
      case '\b' -> writer.writeByte((byte) 'b');
      case '\f' -> writer.writeByte((byte) 'f');
      case '\n' -> writer.writeByte((byte) 'n');
      case '\r' -> writer.writeByte((byte) 'r');
      case '\t' -> writer.writeByte((byte) 't');
      default -> {
        writer.writeByte((byte) 'u');
        writer.writeByte((byte) '0');
        writer.writeByte((byte) '0');
        writer.writeByte(HEX[b >>> 4]);
        writer.writeByte(HEX[b & 15]);
      }
    }
  }
}
