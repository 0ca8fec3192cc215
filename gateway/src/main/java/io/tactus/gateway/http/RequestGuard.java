package io.tactus.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;

/**
 * Refuses requests whose framing two programs could read differently: what Undertow's parser lets
 * through although it invites request smuggling.
 *
 * <p>Threading: stateless.
 */
final class RequestGuard {

  private RequestGuard() {}

  /** Returns what is wrong with the framing, or null. The connection must then be closed. */
  static String complaint(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    boolean http11 = Protocols.HTTP_1_1.equals(exchange.getProtocol());
    HeaderValues encodings = headers.get(Headers.TRANSFER_ENCODING);
    HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
    if (encodings != null) {
      if (!http11) {
        return "Transfer-Encoding needs HTTP/1.1.";
      }
      if (encodings.size() != 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
        return "The only Transfer-Encoding taken is chunked.";
      }
      if (lengths != null) {
        return "Content-Length and Transfer-Encoding exclude each other.";
      }
    }
    if (lengths != null && (lengths.size() != 1 || !isNumber(lengths.getFirst()))) {
      return "Content-Length must be one number.";
    }
    HeaderValues hosts = headers.get(Headers.HOST);
    if (hosts == null ? http11 : hosts.size() != 1) {
      return "Exactly one Host header is needed.";
    }
    return null;
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
