package io.tactus.storage.json;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {

  private Utf8() {}

  /** Returns the bytes of the well-formed character at an index, or 0 if there is none. */
  public static int sequenceLength(byte[] bytes, int index, int limit) {
    int first = bytes[index] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (index + length > limit) {
      return 0;
    }
    int second = bytes[index + 1] & 0xFF;
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[index + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** Tells whether a range is well-formed. */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    int limit = offset + length;
    int i = offset;
    while (i < limit) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int sequence = sequenceLength(bytes, i, limit);
      if (sequence == 0) {
        return false;
      }
      i += sequence;
    }
    return true;
  }

  /**
   * Writes a character.
   *
   * @return the index after it
   */
  public static int put(byte[] target, int index, int codePoint) {
    int i = index;
    if (codePoint < 0x80) {
      target[i++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      target[i++] = (byte) (0xC0 | (codePoint >>> 6));
      target[i++] = (byte) (0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      target[i++] = (byte) (0xE0 | (codePoint >>> 12));
      target[i++] = (byte) (0x80 | ((codePoint >>> 6) & 0x3F));
      target[i++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      target[i++] = (byte) (0xF0 | (codePoint >>> 18));
      target[i++] = (byte) (0x80 | ((codePoint >>> 12) & 0x3F));
      target[i++] = (byte) (0x80 | ((codePoint >>> 6) & 0x3F));
      target[i++] = (byte) (0x80 | (codePoint & 0x3F));
    }
    return i;
  }

  /**
   * Encodes text; the target needs room for three bytes per char.
   *
   * @return the bytes written, or -1 if the text holds half of a surrogate pair
   */
  public static int encode(CharSequence text, byte[] target, int offset) {
    int length = text.length();
    int at = offset;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      int codePoint = unit;
      if (Character.isSurrogate(unit)) {
        boolean paired =
            Character.isHighSurrogate(unit)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return -1;
        }
        codePoint = Character.toCodePoint(unit, text.charAt(++i));
      }
      at = put(target, at, codePoint);
    }
    return at - offset;
  }
}
