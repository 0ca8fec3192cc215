package io.tactus.gateway.http;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.accesslog.AccessEntry;
import io.tactus.gateway.accesslog.AccessLog;
import io.tactus.journal.record.RequestId;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;

/**
 * The name of one request, and its line in the access log.
 *
 * <p>A name is made only where somebody will see it: in the log, or in a reply that refuses. So
 * requests that end well without a log make no garbage for it; a client's own name is always
 * repeated.
 *
 * <p>Threading: the IO thread of its request; reused.
 */
final class RequestNote {

  private static final int REFUSED = 400;

  private final AccessLog log;
  private String id;
  private long number;

  /** Creates a note; {@code log} is null if there is no access log. */
  RequestNote(AccessLog log) {
    this.log = log;
  }

  /** The reply begins: tells the client the name of its request, if there is one; once. */
  void reply(HttpServerExchange exchange, int status) {
    if (id != null) {
      return;
    }
    id = RequestIds.given(exchange);
    if (id == null && (log != null || status >= REFUSED)) {
      id = RequestId.text(number(exchange));
    }
    if (id != null) {
      exchange.getResponseHeaders().put(RequestIds.HEADER, id);
    }
  }

  /** Returns the number under which the journal has the request's commands. */
  long number(HttpServerExchange exchange) {
    if (number == RequestId.NONE) {
      String given = RequestIds.given(exchange);
      number = given == null ? RequestIds.make() : RequestId.of(given);
    }
    return number;
  }

  /** The reply is done, or will never be. */
  void done(
      HttpServerExchange exchange, Route route, Principal principal, int status, long elapsedNs) {
    if (log == null) {
      return;
    }
    InetSocketAddress peer = exchange.getSourceAddress();
    String agent = exchange.getRequestHeaders().getFirst(Headers.USER_AGENT);
    log.offer(
        new AccessEntry(
            System.currentTimeMillis(),
            peer == null || peer.getAddress() == null ? "" : peer.getAddress().getHostAddress(),
            principal.name(),
            exchange.getRequestMethod().toString(),
            exchange.getRequestURI(),
            exchange.getProtocol().toString(),
            route == null ? "" : route.template(),
            status,
            exchange.getResponseBytesSent(),
            elapsedNs,
            id == null ? "" : id,
            RequestIds.trace(exchange),
            agent == null ? "" : agent));
  }

  /** Returns the name for the server's own log; empty if nobody asked for one yet. */
  String id() {
    return id == null ? "" : id;
  }

  void clear() {
    id = null;
    number = RequestId.NONE;
  }
}
