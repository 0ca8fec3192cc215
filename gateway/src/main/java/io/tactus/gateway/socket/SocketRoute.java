package io.tactus.gateway.socket;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.http.BodyBudget;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.ProblemType;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;

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
    if (!"websocket".equalsIgnoreCase(request.header("Upgrade"))
        || request.header("Sec-WebSocket-Key") == null
        || !VERSION.equals(request.header("Sec-WebSocket-Version"))) {
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
    HttpServerExchange exchange = request.handOver(101);
    WebSocketConnectionCallback begin =
        (http, channel) ->
            new SocketSession(channel, lane, feeds, limits, principal, memory).open();
    try {
      new WebSocketProtocolHandshakeHandler(begin).handleRequest(exchange);
    } catch (Exception e) {
      exchange.setStatusCode(400).endExchange();
    }
  }
}
