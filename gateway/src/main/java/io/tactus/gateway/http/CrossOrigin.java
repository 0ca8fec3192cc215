package io.tactus.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Set;

/**
 * Which pages of other origins, in a browser, may use this server (CORS): none unless configured.
 * Credentials here are headers a page must hold itself, never cookies, so {@code
 * Access-Control-Allow-Credentials} is never sent.
 *
 * <p>Threading: immutable.
 */
final class CrossOrigin {

  private static final String LOCALHOST = ".localhost";

  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
  private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");
  private static final HttpString REQUEST_HEADERS =
      new HttpString("Access-Control-Request-Headers");

  /** Everything a client of this API may want to see; a star would not cover all browsers. */
  private static final String EXPOSED =
      "Content-Location, Content-Range, ETag, Idempotency-Replayed, Location, Preference-Applied,"
          + " RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Server-Timing,"
          + " Tactus-Sequence, Tactus-Tick, WWW-Authenticate, X-Request-Id";

  private static final int MAX_AGE_SECONDS = 600;

  private final Set<String> origins;
  private final boolean all;

  /** Takes origins such as {@code https://game.example}, or {@code *} for all. */
  CrossOrigin(List<String> origins) {
    this.origins = Set.copyOf(origins);
    this.all = origins.contains("*");
  }

  /** Says in the reply whether a page may read it. */
  void describe(HttpServerExchange exchange) {
    if (origins.isEmpty()) {
      return;
    }
    HeaderMap reply = exchange.getResponseHeaders();
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (!all) {
      reply.put(Headers.VARY, "Origin"); // a cache must not give one origin's reply to another
    }
    if (origin != null && isAllowed(origin)) {
      reply.put(ALLOW_ORIGIN, all ? "*" : origin);
      reply.put(EXPOSE_HEADERS, EXPOSED);
    }
  }

  /** Adds to the reply to OPTIONS what a browser asks before it sends the request itself. */
  void preflight(HttpServerExchange exchange, String methods) {
    HeaderMap request = exchange.getRequestHeaders();
    String origin = request.getFirst(Headers.ORIGIN);
    if (origin == null || !isAllowed(origin) || !request.contains(REQUEST_METHOD)) {
      return;
    }
    HeaderMap reply = exchange.getResponseHeaders();
    reply.put(ALLOW_METHODS, methods);
    reply.put(MAX_AGE, MAX_AGE_SECONDS);
    String headers = request.getFirst(REQUEST_HEADERS);
    if (headers != null) {
      reply.put(ALLOW_HEADERS, headers);
    }
  }

  private boolean isAllowed(String origin) {
    return all || origins.contains(origin);
  }

  /**
   * Tells whether a request may come from a page that has no business here: of another origin that
   * is not configured, or by a host name that somebody may have pointed at this machine. Matters
   * where no credentials are asked for: the page would act for whoever looks at it.
   */
  boolean isForeign(HttpServerExchange exchange) {
    HeaderMap request = exchange.getRequestHeaders();
    String host = request.getFirst(Headers.HOST);
    String origin = request.getFirst(Headers.ORIGIN);
    if (origin != null && isAllowed(origin)) {
      return false;
    }
    if (host != null && !isOwnName(host)) {
      return true;
    }
    return isForeignPage(exchange);
  }

  /** Tells whether a request comes from a page of another origin that is not configured. */
  boolean isForeignPage(HttpServerExchange exchange) {
    HeaderMap request = exchange.getRequestHeaders();
    String origin = request.getFirst(Headers.ORIGIN);
    return origin != null
        && !isAllowed(origin)
        && !origin.equals(exchange.getRequestScheme() + "://" + request.getFirst(Headers.HOST));
  }

  /** Addresses, localhost and names without a dot: what no public name server answers for. */
  private static boolean isOwnName(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    int colon = host.indexOf(':');
    int end = colon < 0 ? host.length() : colon;
    int dot = host.indexOf('.');
    int local = end - LOCALHOST.length();
    return isAddress(host, end)
        || dot < 0
        || dot >= end
        || host.regionMatches(true, local, LOCALHOST, 0, LOCALHOST.length());
  }

  private static boolean isAddress(String host, int end) {
    for (int i = 0; i < end; i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
