package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.problem.ProblemType;
import io.undertow.util.Headers;

/** Reads If-Match and If-None-Match: an entity tag is the sequence of a row's last change. */
public final class EntityTags {

  /** The header is absent. */
  public static final long ABSENT = -1;

  /** The header is {@code *}: any row at all. */
  public static final long ANY = -2;

  /** No row can have this tag, since it is not one of ours. */
  public static final long FOREIGN = -3;

  private EntityTags() {}

  /** Reads If-Match: one tag or {@code *}. A weak tag matches nothing there. */
  public static long ifMatch(Request request) {
    return parse(request.singleHeader(Headers.IF_MATCH), FOREIGN);
  }

  /** Reads If-None-Match: one tag, weak or strong, or {@code *}. */
  public static long ifNoneMatch(Request request) {
    return parse(request.singleHeader(Headers.IF_NONE_MATCH), ABSENT);
  }

  /** Refuses If-None-Match where it means nothing: ignored, it would look as if it held. */
  public static void refuseIfNoneMatch(Request request) {
    if (request.header("If-None-Match") != null) {
      throw ProblemType.BAD_REQUEST.refuse("If-None-Match is not supported here.");
    }
  }

  /** Refuses both conditions where many rows are changed. */
  public static void refuseAny(Request request) {
    refuseIfNoneMatch(request);
    if (request.header("If-Match") != null) {
      throw ProblemType.BAD_REQUEST.refuse("If-Match is not supported here.");
    }
  }

  /** A weak tag is {@code ifWeak}, unless that is {@link #ABSENT}: then what it says. */
  private static long parse(String header, long ifWeak) {
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
    return weak && ifWeak != ABSENT ? ifWeak : number(tag.substring(1, tag.length() - 1));
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
    long sequence = Long.parseLong(digits);
    return sequence == 0 ? FOREIGN : sequence; // sequences start at 1; 0 would mean unconditional
  }
}
