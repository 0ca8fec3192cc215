package io.tactus.storage.query;

import java.util.List;

/** Escapes for filters written by hand. */
final class QueryTextEscapes {

  private QueryTextEscapes() {}

  /** Returns a value as it stands in the text form. */
  static String escape(String value) {
    return QueryText.print(List.of(new QueryTerm("x", value))).substring(2);
  }
}
