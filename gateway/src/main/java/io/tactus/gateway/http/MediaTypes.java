package io.tactus.gateway.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Set;

/** What a client sends and accepts. Threading: stateless. */
public final class MediaTypes {

  /** The media type of every document that is not a problem. */
  public static final String JSON = "application/json; charset=utf-8";

  /** PostgREST's way to ask for the single row itself instead of an array of one. */
  public static final String OBJECT = "application/vnd.pgrst.object+json";

  /** The media type of such a row. */
  private static final String OBJECT_JSON = OBJECT + "; charset=utf-8";

  /** What a PATCH is, whatever it calls itself: fields to set, null for none (RFC 7396). */
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private static final Set<String> JSON_BODIES = Set.of("application/json", MERGE_PATCH, OBJECT);

  /** How a query would run, as JSON. */
  public static final String PLAN_JSON = "application/vnd.pgrst.plan+json";

  /** How a query would run, for people. */
  public static final String PLAN_TEXT = "application/vnd.pgrst.plan+text";

  /** A stream of events. */
  public static final String EVENTS = "text/event-stream";

  /** Rows as lines of values. */
  public static final String CSV = "text/csv";

  private static final String CSV_UTF8 = CSV + "; charset=utf-8";

  /** What a reply may be, by the Accept header. */
  public enum Accepted {
    /** JSON as it comes. */
    JSON,
    /** A single row as an object. */
    OBJECT,
    /** Rows as lines of values. */
    CSV,
    /** Not the rows but how they would be found, as JSON. */
    PLAN_JSON,
    /** The same, for people. */
    PLAN_TEXT,
    /** A stream of events. */
    EVENTS,
    /** Nothing the server can produce: 406. */
    NOTHING
  }

  private MediaTypes() {}

  /** Returns the media type of rows, or of the single row that was asked for. */
  static String rows(Accepted accepted) {
    return switch (accepted) {
      case OBJECT -> OBJECT_JSON;
      case CSV -> CSV_UTF8;
      default -> JSON;
    };
  }

  /**
   * Reads the Accept headers; none at all accepts JSON. Of other types the first one that is known
   * goes before JSON; lines of values do so unless JSON has a higher {@code q}.
   *
   * @param csv whether lines of values can be given; else they are a type not known
   */
  static Accepted accepted(HeaderMap headers, boolean csv) {
    HeaderValues values = headers.get(Headers.ACCEPT);
    if (values == null) {
      return Accepted.JSON;
    }
    if (values.size() == 1
        && (values.getFirst().equals("*/*") || values.getFirst().equals("application/json"))) {
      return Accepted.JSON;
    }
    double json = 0;
    double lines = 0;
    for (String range : String.join(",", values).split(",", -1)) {
      String[] parts = range.trim().toLowerCase(Locale.ROOT).split(";", -1);
      double quality = quality(parts);
      Accepted one = quality > 0 ? type(parts[0].trim()) : Accepted.NOTHING;
      switch (one) {
        case NOTHING -> {}
        case JSON -> json = Math.max(json, quality);
        case CSV -> lines = csv ? Math.max(lines, quality) : 0;
        default -> {
          if (quality > lines) {
            return one;
          }
        }
      }
    }
    if (lines > 0 && lines >= json) {
      return Accepted.CSV;
    }
    return json > 0 ? Accepted.JSON : Accepted.NOTHING;
  }

  /** Returns the q of a media range, 0 to 1; 1 if it has none that is a number. */
  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "");
      if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }

  private static Accepted type(String type) {
    return switch (type) {
      case OBJECT -> Accepted.OBJECT;
      case EVENTS -> Accepted.EVENTS;
      case CSV -> Accepted.CSV;
      case PLAN_JSON -> Accepted.PLAN_JSON;
      case PLAN_TEXT, "application/vnd.pgrst.plan" -> Accepted.PLAN_TEXT;
      case "*/*", "application/*", "application/json", "application/vnd.pgrst.array+json" ->
          Accepted.JSON;
      default -> Accepted.NOTHING;
    };
  }

  /** Whether a body of this description is JSON in UTF-8; no Content-Type counts as JSON. */
  static boolean isJsonBody(HeaderMap headers) {
    String encoding = headers.getFirst(Headers.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    String type = headers.getFirst(Headers.CONTENT_TYPE);
    return type == null || type.equals("application/json") || isJson(type);
  }

  /** Whether a body of this description is lines of values in UTF-8, with a header line. */
  static boolean isCsvBody(HeaderMap headers) {
    String encoding = headers.getFirst(Headers.CONTENT_ENCODING);
    String type = headers.getFirst(Headers.CONTENT_TYPE);
    return (encoding == null || encoding.equalsIgnoreCase("identity"))
        && type != null
        && is(type, Set.of(CSV))
        && !type.toLowerCase(Locale.ROOT).replace(" ", "").contains("header=absent");
  }

  private static boolean isJson(String contentType) {
    return is(contentType, JSON_BODIES);
  }

  private static boolean is(String contentType, Set<String> types) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!types.contains(parts[0].trim())) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "").replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }
}
