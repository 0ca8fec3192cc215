package io.tactus.storage.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same decision taken in the plainest way there is: the JDK's UTF-8 decoder, regular
 * expressions for the leaves, recursion for the rest. A model to test against.
 */
final class ReferenceJson {

  private static final Pattern SPACE = Pattern.compile("[ \\n\\r\\t]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern WORD = Pattern.compile("true|false|null");
  private static final Pattern STRING =
      Pattern.compile("\"([^\"\\\\\\x00-\\x1F]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\"");

  private final String text;
  private int at;

  private ReferenceJson(String text) {
    this.text = text;
  }

  static boolean isValid(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      ReferenceJson reader = new ReferenceJson(text);
      return reader.value(0) && reader.at == text.length();
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private boolean value(int depth) {
    take(SPACE);
    boolean valid = depth <= 64 && bare(depth);
    take(SPACE);
    return valid;
  }

  private boolean bare(int depth) {
    if (at == text.length()) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '[' -> depth < 64 && array(depth + 1);
      case '{' -> depth < 64 && object(depth + 1);
      case '"' -> string() != null;
      default -> take(NUMBER) || take(WORD);
    };
  }

  private boolean array(int depth) {
    at++;
    take(SPACE);
    if (skip(']')) {
      return true;
    }
    do {
      if (!value(depth)) {
        return false;
      }
    } while (skip(','));
    return skip(']');
  }

  private boolean object(int depth) {
    Set<String> names = new TreeSet<>();
    at++;
    take(SPACE);
    if (skip('}')) {
      return true;
    }
    do {
      take(SPACE);
      String name = string();
      take(SPACE);
      if (name == null || !names.add(name) || !skip(':') || !value(depth)) {
        return false;
      }
    } while (skip(','));
    return skip('}');
  }

  /** Returns the decoded string, or null. */
  private String string() {
    int from = at;
    if (!take(STRING)) {
      return null;
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = from + 1; i < at - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        decoded.append(c);
      } else if (text.charAt(++i) == 'u') {
        decoded.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        int kind = "bfnrt".indexOf(text.charAt(i));
        decoded.append(kind < 0 ? text.charAt(i) : "\b\f\n\r\t".charAt(kind));
      }
    }
    String result = decoded.toString();
    return StandardCharsets.UTF_8.newEncoder().canEncode(result) ? result : null;
  }

  private boolean take(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }
}
