package io.tactus.gateway.socket;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.http.BodyBudget;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.ProblemType;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.util.Arrays;

/** {@code GET /ws}: turns the connection into a WebSocket. Threading: the IO thread. */
public final class SocketRoute {

  private static final String VERSION = "13";

  private final FeedHub feeds;
  private final SocketLimits limits;

  /** Creates the handler. */
  public SocketRoute(FeedHub feeds, SocketLimits limits) {
    this.feeds = feeds;
    this.limits = limits;
  }

  /** Handles the request. */
  public void handle(Request request) {
    if (!request.isHttp11()) {
      request.response().header("Upgrade", "websocket");
      throw ProblemType.UPGRADE_REQUIRED.refuse(
          "A WebSocket begins with a request of HTTP/1.1, not " + request.protocol() + ".");
    }
    if (!isHandshake(request)) {
      request.response().header("Upgrade", "websocket").header("Sec-WebSocket-Version", VERSION);
      throw ProblemType.UPGRADE_REQUIRED.refuse("This path speaks WebSocket, version 13.");
    }
    if (request.isFromForeignPage()) {
      throw ProblemType.FORBIDDEN.refuse(
          "A page of " + request.header("Origin") + " may not open a WebSocket here.");
    }
    Lane lane = request.lane();
    Principal principal = request.principal();
    BodyBudget memory = request.memory();
    RequestObserver observer = request.observer();
    long journalId = request.journalId();
    HttpServerExchange exchange = request.handOver(101);
    WebSocketConnectionCallback begin =
        (http, channel) ->
            new SocketSession(channel, lane, feeds, limits, principal, journalId, memory, observer)
                .open();
    try {
      new WebSocketProtocolHandshakeHandler(begin).handleRequest(exchange);
      if (!exchange.isUpgrade()) {
        exchange.endExchange(); // it saw no handshake, and nobody else would end it
      }
    } catch (Exception e) {
      exchange.setStatusCode(400).endExchange();
    }
  }

  /** A proxy that was not asked to switch protocols must not carry what comes after a switch. */
  private static boolean isHandshake(Request request) {
    String connection = request.joinedHeader("Connection");
    return !request.isHead()
        && "websocket".equalsIgnoreCase(request.header("Upgrade"))
        && connection != null
        && Arrays.stream(connection.split(",", -1))
            .anyMatch(option -> option.strip().equalsIgnoreCase("upgrade"))
        && request.header("Sec-WebSocket-Key") != null
        && VERSION.equals(request.header("Sec-WebSocket-Version"));
  }
}
