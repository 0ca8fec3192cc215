package io.tactus.gateway.http;

import io.tactus.journal.record.RequestId;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one request is called in replies, logs and reports of users.
 *
 * <p>A client's own {@code X-Request-Id} is taken if it is 1 to 128 of the characters {@code A-Z
 * a-z 0-9 . _ ~ : / + = @ -}; anything else could do harm in a log, and is not taken. Stateless.
 */
final class RequestIds {

  static final HttpString HEADER = HttpString.tryFromString("X-Request-Id");
  static final HttpString TRACE_PARENT = HttpString.tryFromString("traceparent");

  private static final int MAX_LENGTH = 128;
  private static final String PUNCTUATION = "._~:/+=@-";
  private static final int TRACE_FROM = 3;
  private static final int TRACE_TO = 35;
  private static final int TRACE_PARENT_LENGTH = 55;

  private RequestIds() {}

  /** Returns the client's own, or null if it sent none that can be taken. */
  static String given(HttpServerExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst(HEADER);
    return id != null && isValid(id) ? id : null;
  }

  /** Returns the number of one that no other request has. */
  static long make() {
    long number = ThreadLocalRandom.current().nextLong();
    return number == RequestId.NONE ? 1 : number;
  }

  private static boolean isValid(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && PUNCTUATION.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the trace id of a W3C traceparent, or an empty string. */
  static String trace(HttpServerExchange exchange) {
    String parent = exchange.getRequestHeaders().getFirst(TRACE_PARENT);
    if (parent == null || parent.length() < TRACE_PARENT_LENGTH) {
      return "";
    }
    boolean framed = parent.charAt(TRACE_FROM - 1) == '-' && parent.charAt(TRACE_TO) == '-';
    for (int i = TRACE_FROM; i < TRACE_TO; i++) {
      framed &= HexFormat.isHexDigit(parent.charAt(i));
    }
    return framed ? parent.substring(TRACE_FROM, TRACE_TO) : "";
  }
}
