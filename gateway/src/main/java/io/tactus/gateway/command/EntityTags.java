package io.tactus.gateway.command;

import io.tactus.gateway.problem.ProblemType;

/** Reads If-Match and If-None-Match: an entity tag is the sequence of a row's last change. */
public final class EntityTags {

  /** The header is absent. */
  public static final long ABSENT = -1;

  /** The header is {@code *}: any row at all. */
  public static final long ANY = -2;

  /** No row can have this tag, since it is not one of ours. */
  public static final long FOREIGN = -3;

  private EntityTags() {}

  /** Reads a header that holds one tag or {@code *}. */
  public static long parse(String header) {
    if (header == null) {
      return ABSENT;
    }
    String text = header.trim();
    if (text.equals("*")) {
      return ANY;
    }
    if (text.indexOf(',') >= 0) {
      throw ProblemType.BAD_REQUEST.refuse("One entity tag at a time, or *.");
    }
    boolean weak = text.startsWith("W/");
    String tag = weak ? text.substring(2) : text;
    if (tag.length() < 2 || tag.charAt(0) != '"' || tag.charAt(tag.length() - 1) != '"') {
      throw ProblemType.BAD_REQUEST.refuse("An entity tag stands in double quotes.");
    }
    return number(tag.substring(1, tag.length() - 1));
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return FOREIGN;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return FOREIGN;
      }
    }
    return Long.parseLong(digits);
  }
}
