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
