package io.tactus.storage.query;

import io.tactus.storage.query.aggregate.AggregateFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgREST's grammar of {@code select}.
 *
 * <pre>
 *  items      [ item , … ]
 *  item       [ alias : ] field  |  *
 *             [ alias : ] [ field . ] function ()         count sum avg min max
 *             [ alias : ] target [ ! hint ] ( items )     hint: a field, a relation, inner or left
 * </pre>
 *
 * <p>Names are not looked up here.
 */
final class SelectParser {

  private final String text;
  private int at;
  private int count;

  private SelectParser(String text) {
    this.text = text;
  }

  /**
   * Reads a list.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  static List<SelectItem> parse(String text) {
    SelectParser parser = new SelectParser(text);
    List<SelectItem> items = parser.items(0);
    if (parser.at < text.length()) {
      throw QueryErrors.malformed(
          "'" + text.substring(parser.at) + "' follows the end of the select list");
    }
    return items;
  }

  private List<SelectItem> items(int depth) {
    List<SelectItem> items = new ArrayList<>();
    skipSpace();
    if (at >= text.length() || text.charAt(at) == ')') {
      return items;
    }
    do {
      items.add(item(depth));
      if (++count > QueryLimits.MAX_SELECT) {
        throw QueryErrors.tooLarge("more columns", QueryLimits.MAX_SELECT);
      }
    } while (skip(','));
    return items;
  }

  private SelectItem item(int depth) {
    skipSpace();
    int from = at;
    String name = word();
    String alias = "";
    if (at < text.length() && text.charAt(at) == ':' && !text.startsWith("::", at)) {
      at++;
      alias = checked(name.strip());
      name = word();
    }
    name = name.strip();
    refuseCast(from);
    if (name.startsWith("...")) {
      throw QueryErrors.notYet("spreading ('" + name + "') is");
    }
    String hint = "";
    boolean inner = false;
    boolean related = at < text.length() && text.charAt(at) == '!';
    while (skip('!')) {
      String word = word().strip();
      if (word.equals("inner")) {
        inner = true;
      } else if (!word.equals("left")) {
        hint = word;
      }
    }
    if (!skip('(')) {
      return related ? noEmbedding(name) : new SelectItem.Column(alias, name);
    }
    if (depth >= QueryLimits.MAX_EMBEDDING) {
      throw QueryErrors.tooLarge("embedding nested deeper", QueryLimits.MAX_EMBEDDING);
    }
    List<SelectItem> items = items(depth + 1);
    if (!skip(')')) {
      throw QueryErrors.malformed("expected ')' at " + at + " of '" + text + "'");
    }
    refuseCast(from);
    SelectItem aggregate = items.isEmpty() ? aggregate(alias, name) : null;
    return aggregate != null
        ? aggregate
        : new SelectItem.Embed(alias, name, hint, inner, List.copyOf(items));
  }

  /** Returns the function call that {@code name()} stands for, or null. */
  private static SelectItem aggregate(String alias, String name) {
    int dot = name.lastIndexOf('.');
    AggregateFunction function = AggregateFunction.of(name.substring(dot + 1));
    if (function == null || (dot < 0 && function != AggregateFunction.COUNT)) {
      return null;
    }
    if (dot == 0) {
      throw QueryErrors.malformed("'" + name + "()' lacks the field before the point");
    }
    return new SelectItem.Aggregate(alias, function, dot < 0 ? "" : name.substring(0, dot));
  }

  private SelectItem noEmbedding(String name) {
    throw QueryErrors.malformed("'" + name + "!' lacks the list of what to embed: '(…)'");
  }

  private void refuseCast(int from) {
    if (text.startsWith("::", at)) {
      int end = at;
      while (end < text.length() && ",)(".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      throw QueryErrors.notYet("casts ('" + text.substring(from, end) + "') are")
          .withHint("values come in the type of their field; convert them where you use them");
    }
  }

  /** Reads up to a character that means something here. */
  private String word() {
    int from = at;
    while (at < text.length() && ",():!".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean skip(char c) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** Checks a name that will stand in the result, between quotes and without escapes. */
  static String checked(String name) {
    boolean valid = !name.isEmpty() && name.length() <= QueryLimits.MAX_ALIAS;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }
    if (!valid) {
      throw QueryErrors.malformed("'" + name + "' is no column name");
    }
    return name;
  }
}
