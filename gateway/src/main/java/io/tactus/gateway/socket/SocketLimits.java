package io.tactus.gateway.socket;

/**
 * Bounds of one WebSocket.
 *
 * @param maxMessageBytes one message from the client; a larger one closes with 1009. Also what all
 *     messages may hold whose calls are in flight: while they hold as much, nothing is read
 * @param maxCallsInFlight calls without a reply; while there are more, nothing is read
 * @param maxSubscriptions subscriptions at once; more are refused
 * @param pingMs how often a ping is sent
 * @param idleMs a connection from which nothing is heard for this long, no pong either, is closed
 */
public record SocketLimits(
    int maxMessageBytes, int maxCallsInFlight, int maxSubscriptions, int pingMs, int idleMs) {

  /** The bounds of a server nobody configured. */
  public static final SocketLimits DEFAULT = new SocketLimits(1 << 20, 1_000, 100, 15_000, 60_000);
}
