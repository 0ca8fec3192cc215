package io.tactus.gateway.feed;

/**
 * Bounds of the change feed.
 *
 * @param maxSubscribers subscriptions at once, over SSE and WebSocket; more are refused
 * @param maxPendingBytes frames that wait behind the one being sent, per connection; whoever lets
 *     more pile up is cut off
 * @param maxCommitBytes one commit as one subscriber sees it; a larger one ends the subscription
 * @param maxFirstRows rows a subscription may begin with
 * @param maxFirstBytes bytes of those rows
 * @param heartbeatMs after this much silence something is sent
 * @param stuckMs a connection that takes nothing for this long while something waits is closed
 */
public record FeedLimits(
    int maxSubscribers,
    int maxPendingBytes,
    int maxCommitBytes,
    int maxFirstRows,
    int maxFirstBytes,
    int heartbeatMs,
    int stuckMs) {

  /** The bounds of a server nobody configured. */
  public static final FeedLimits DEFAULT =
      new FeedLimits(5_000, 1 << 20, 16 << 20, 100_000, 16 << 20, 15_000, 30_000);

  /** Returns a copy with another number of subscribers. */
  public FeedLimits withSubscribers(int newMaxSubscribers) {
    return new FeedLimits(
        newMaxSubscribers,
        maxPendingBytes,
        maxCommitBytes,
        maxFirstRows,
        maxFirstBytes,
        heartbeatMs,
        stuckMs);
  }

  /** Returns a copy with other bounds on what waits and on the size of a commit. */
  public FeedLimits withBytes(int newMaxPendingBytes, int newMaxCommitBytes) {
    return new FeedLimits(
        maxSubscribers,
        newMaxPendingBytes,
        newMaxCommitBytes,
        maxFirstRows,
        maxFirstBytes,
        heartbeatMs,
        stuckMs);
  }

  /** Returns a copy with other bounds on the first rows. */
  public FeedLimits withFirst(int newMaxFirstRows, int newMaxFirstBytes) {
    return new FeedLimits(
        maxSubscribers,
        maxPendingBytes,
        maxCommitBytes,
        newMaxFirstRows,
        newMaxFirstBytes,
        heartbeatMs,
        stuckMs);
  }

  /** Returns a copy with other times. */
  public FeedLimits withTimes(int newHeartbeatMs, int newStuckMs) {
    return new FeedLimits(
        maxSubscribers,
        maxPendingBytes,
        maxCommitBytes,
        maxFirstRows,
        maxFirstBytes,
        newHeartbeatMs,
        newStuckMs);
  }
}
