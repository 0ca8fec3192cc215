package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Terms as one text, {@code skill=gte.1400&region=eq.eu}: percent-encoded where needed, as in a
 * URL, except that {@code +} is itself. The form filters have in JSON and in commands. Threading:
 * any thread.
 */
public final class QueryText {

  private static final String HEX = "0123456789ABCDEF";

  private QueryText() {}

  /**
   * Splits and decodes a text; empty parts are skipped.
   *
   * @throws Rejection INVALID_QUERY: a malformed escape, or a part without {@code =}
   */
  public static List<QueryTerm> parse(String text) {
    List<QueryTerm> terms = new ArrayList<>();
    for (int from = 0; from <= text.length(); ) {
      int end = text.indexOf('&', from);
      end = end < 0 ? text.length() : end;
      if (end > from) {
        terms.add(term(text.substring(from, end)));
      }
      from = end + 1;
    }
    return terms;
  }

  private static QueryTerm term(String part) {
    int equals = part.indexOf('=');
    if (equals <= 0) {
      throw QueryErrors.malformed("'" + part + "' is not of the form field=operator.value");
    }
    return new QueryTerm(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
  }

  /** Joins terms so that {@link #parse} gives them back. */
  public static String print(List<QueryTerm> terms) {
    StringBuilder text = new StringBuilder();
    for (QueryTerm term : terms) {
      text.append(text.isEmpty() ? "" : "&");
      encode(term.name(), text);
      text.append('=');
      encode(term.value(), text);
    }
    return text.toString();
  }

  private static void encode(String part, StringBuilder text) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%' || c == '&' || c == '=') {
        text.append('%').append(HEX.charAt(c >>> 4)).append(HEX.charAt(c & 15));
      } else {
        text.append(c);
      }
    }
  }

  private static String decode(String part) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    int i = 0;
    while (i < part.length()) {
      int plain = part.indexOf('%', i);
      plain = plain < 0 ? part.length() : plain;
      utf8.writeBytes(part.substring(i, plain).getBytes(StandardCharsets.UTF_8));
      i = plain;
      if (i < part.length()) {
        int high = i + 1 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
        int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw QueryErrors.malformed("'" + part + "' has a '%' that is no escape")
              .withHint("write %25 for a percent sign; the wildcard of like is also *");
        }
        utf8.write((high << 4) | low);
        i += 3;
      }
    }
    return utf8.toString(StandardCharsets.UTF_8);
  }
}
