package io.tactus.storage.json;

/**
 * Finds the end of a JSON string and checks all within: strict UTF-8, no raw control characters,
 * known escapes, surrogates in pairs. Threading: one thread.
 */
final class StringScanner {

  private static final int REFUSED = -1;

  private byte[] bytes;
  private int end;
  private boolean escape;
  private int errorIndex;
  private String errorReason = "";

  /**
   * Scans from the byte after the opening quote.
   *
   * @return the index after the closing quote, or -1
   */
  int scan(byte[] document, int from, int limit) {
    bytes = document;
    end = limit;
    escape = false;
    int i = from;
    while (i < limit) {
      byte b = document[i];
      if (b == '"') {
        return i + 1;
      }
      if (b == '\\') {
        escape = true;
        i = escape(i);
      } else if (b >= 0x20) {
        i++;
      } else if (b < 0) {
        int length = Utf8.sequenceLength(document, i, limit);
        i = length > 0 ? i + length : refuse(i, "not UTF-8");
      } else {
        return refuse(i, "a control character in a string");
      }
      if (i < 0) {
        return REFUSED;
      }
    }
    return refuse(limit, "the document ends within a string");
  }

  /** Tells whether the last string scanned had an escape in it. */
  boolean hasEscape() {
    return escape;
  }

  int errorIndex() {
    return errorIndex;
  }

  String errorReason() {
    return errorReason;
  }

  private int escape(int backslash) {
    if (backslash + 1 == end) {
      return refuse(end, "the document ends within a string");
    }
    return switch (bytes[backslash + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
      case 'u' -> unicode(backslash);
      default -> refuse(backslash, "an unknown escape");
    };
  }

  private int unicode(int backslash) {
    int unit = JsonText.hex4(bytes, backslash + 2, end);
    if (unit < 0) {
      return refuse(backslash, "an unknown escape");
    }
    int after = backslash + 6;
    if (!Character.isSurrogate((char) unit)) {
      return after;
    }
    boolean paired =
        Character.isHighSurrogate((char) unit)
            && after + 1 < end
            && bytes[after] == '\\'
            && bytes[after + 1] == 'u';
    int low = paired ? JsonText.hex4(bytes, after + 2, end) : -1;
    if (low < 0 || !Character.isLowSurrogate((char) low)) {
      return refuse(backslash, "half of a surrogate pair");
    }
    return after + 6;
  }

  private int refuse(int index, String reason) {
    errorIndex = index;
    errorReason = reason;
    return REFUSED;
  }
}
