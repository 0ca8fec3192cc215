package io.tactus.storage.query;

import java.util.ArrayList;
import java.util.List;

/** Steps through the text of {@code (…)} groups and lists. */
final class GroupReader {

  private final String text;
  private int at;

  GroupReader(String text) {
    this.text = text;
  }

  /** Returns how many characters have been read. */
  int position() {
    return at;
  }

  /** Returns what has been read since a position. */
  String since(int position) {
    return text.substring(position, at);
  }

  boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  boolean skip(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  /** Tells whether a junction begins here: its word and, at once, a parenthesis. */
  boolean startsGroup(String word) {
    return text.startsWith(word, at)
        && at + word.length() < text.length()
        && text.charAt(at + word.length()) == '(';
  }

  void expect(char c) {
    if (!skip(c)) {
      throw QueryErrors.malformed("expected '" + c + "' at " + at + " of '" + text + "'");
    }
  }

  void demandEnd() {
    if (at != text.length()) {
      throw QueryErrors.malformed(
          "'" + text.substring(at) + "' follows the end of '" + text.substring(0, at) + "'");
    }
  }

  /** Reads up to a dot, and steps over it. */
  String word() {
    String word = peek();
    at += word.length();
    expect('.');
    return word;
  }

  /** Reads an operator up to the dot behind it, and steps over that. */
  String operator() {
    String name = peek();
    at += name.length();
    for (Operator.Quantifier quantifier : Operator.Quantifier.values()) {
      if (!quantifier.suffix().isEmpty() && skip(quantifier.suffix())) {
        name += quantifier.suffix();
      }
    }
    expect('.');
    return name;
  }

  /** Returns what stands before the next dot, comma or parenthesis. */
  String peek() {
    int end = at;
    while (end < text.length() && ".,()".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(at, end);
  }

  /** Reads a value: in double quotes with backslash escapes, or up to a comma or parenthesis. */
  String value() {
    if (at < text.length() && text.charAt(at) == '"') {
      int before = at;
      String quoted = quoted();
      if (quoted != null && (at == text.length() || ",)".indexOf(text.charAt(at)) >= 0)) {
        return quoted;
      }
      at = before;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ')') {
      at++;
    }
    return text.substring(from, at);
  }

  /**
   * Reads <code>{a,b,c}</code> as PostgreSQL writes arrays: an element in double quotes may hold
   * anything, with a backslash before a quote or a backslash.
   */
  List<String> array() {
    List<String> elements = new ArrayList<>();
    expect('{');
    if (skip('}')) {
      return elements;
    }
    do {
      elements.add(element());
    } while (skip(','));
    expect('}');
    return elements;
  }

  private String element() {
    if (at < text.length() && text.charAt(at) == '"') {
      String quoted = quoted();
      if (quoted == null) {
        throw QueryErrors.malformed("'" + text + "' lacks a closing quote");
      }
      return quoted;
    }
    StringBuilder element = new StringBuilder();
    while (at < text.length() && ",{}\"".indexOf(text.charAt(at)) < 0) {
      boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
      at += escaped ? 1 : 0;
      element.append(text.charAt(at++));
    }
    String plain = element.toString().strip();
    if (plain.isEmpty() || plain.equalsIgnoreCase("null")) {
      throw QueryErrors.malformed("an element of '" + text + "' is missing or null")
          .withHint("write \"\" for an empty text, and is.null for a null");
    }
    return plain;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return null;
  }

  /** Reads {@code (a,b,c)}; {@code ()} is the empty list. */
  List<String> list() {
    List<String> values = new ArrayList<>();
    expect('(');
    if (skip(')')) {
      return values;
    }
    do {
      values.add(value());
    } while (skip(','));
    expect(')');
    return values;
  }
}
