package io.tactus.storage.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON document as a tree, for cold documents such as schemas. Numbers keep their text, objects
 * the order of their members. Threading: immutable.
 *
 * @param kind what it is
 * @param text a string's value, a number's text, {@code true} or {@code false}; else empty
 * @param names names of an object's members; else empty
 * @param values values of an object's members or an array's elements; else empty
 */
public record JsonNode(Kind kind, String text, List<String> names, List<JsonNode> values) {

  /** The kinds of values. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL;

    /** Returns the kind in words, for messages. */
    public String words() {
      return switch (this) {
        case OBJECT -> "an object";
        case ARRAY -> "an array";
        case STRING -> "a string";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NULL -> "null";
      };
    }
  }

  /**
   * Validates and reads a document.
   *
   * @throws io.tactus.storage.Rejection MALFORMED, also for a name that occurs twice in one object
   */
  public static JsonNode parse(byte[] document, int offset, int length) {
    new StrictJson().validateUnique(document, offset, length);
    return new Parser(document, offset).value();
  }

  /** Returns the member of this name, or null. */
  public JsonNode member(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : values.get(index);
  }

  /** Reads a validated document; recursion is bounded by the depth the validator allows. */
  private static final class Parser {
    private final byte[] document;
    private int at;

    Parser(byte[] document, int from) {
      this.document = document;
      this.at = from;
    }

    JsonNode value() {
      skipSpace();
      return switch (document[at]) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> leaf(Kind.STRING, string());
        case 't' -> leaf(Kind.BOOLEAN, word(4));
        case 'f' -> leaf(Kind.BOOLEAN, word(5));
        case 'n' -> {
          at += 4;
          yield leaf(Kind.NULL, "");
        }
        default -> leaf(Kind.NUMBER, word(numberLength()));
      };
    }

    private JsonNode object() {
      List<String> names = new ArrayList<>();
      List<JsonNode> values = new ArrayList<>();
      at++;
      while (next('}')) {
        names.add(string());
        skipSpace();
        at++;
        values.add(value());
      }
      return new JsonNode(Kind.OBJECT, "", List.copyOf(names), List.copyOf(values));
    }

    private JsonNode array() {
      List<JsonNode> values = new ArrayList<>();
      at++;
      while (next(']')) {
        values.add(value());
      }
      return new JsonNode(Kind.ARRAY, "", List.of(), List.copyOf(values));
    }

    /** Steps over a comma to the next element; false, and past the end, if there is none. */
    private boolean next(char close) {
      skipSpace();
      if (document[at] == ',') {
        at++;
        skipSpace();
      }
      if (document[at] == close) {
        at++;
        return false;
      }
      return true;
    }

    private String string() {
      int from = at + 1;
      int to = JsonText.closingQuote(document, from);
      byte[] utf8 = new byte[to - from];
      int length = JsonText.unescape(document, from, to, utf8, 0);
      at = to + 1;
      return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private String word(int length) {
      at += length;
      return new String(document, at - length, length, StandardCharsets.US_ASCII);
    }

    private int numberLength() {
      int to = at;
      while (to < document.length && isNumberByte(document[to])) {
        to++;
      }
      return to - at;
    }

    private static boolean isNumberByte(byte b) {
      return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private void skipSpace() {
      while (document[at] == ' '
          || document[at] == '\n'
          || document[at] == '\r'
          || document[at] == '\t') {
        at++;
      }
    }

    private static JsonNode leaf(Kind kind, String text) {
      return new JsonNode(kind, text, List.of(), List.of());
    }
  }
}
