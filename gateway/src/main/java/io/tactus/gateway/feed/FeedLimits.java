package io.tactus.gateway.feed;

/**
 * Bounds of the change feed.
 *
 * @param maxSubscribers subscriptions at once, over SSE and WebSocket; more are refused
 * @param maxPendingBytes frames that wait behind the one being sent, per connection; whoever lets
 *     more pile up is cut off
 * @param maxPendingBytesInAll the same over all connections, shared out evenly among the IO
 *     threads; when it is reached those are cut off for whom most waits
 * @param maxCommitBytes one commit as one subscriber sees it; a larger one ends the subscription
 * @param maxFirstRows rows a subscription may begin with
 * @param maxFirstBytes bytes of those rows
 * @param heartbeatMs after this much silence something is sent
 * @param stuckMs a connection that takes nothing for this long while something waits is closed
 */
public record FeedLimits(
    int maxSubscribers,
    int maxPendingBytes,
    long maxPendingBytesInAll,
    int maxCommitBytes,
    int maxFirstRows,
    int maxFirstBytes,
    int heartbeatMs,
    int stuckMs) {

  /** The bounds of a server nobody configured. */
  public static final FeedLimits DEFAULT = builder().build();

  /** Returns a builder with the bounds of a server nobody configured. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects bounds; each method's name is that of the bound. One thread. */
  public static final class Builder {
    private int maxSubscribers = 5_000;
    private int maxPendingBytes = 1 << 20;
    private long maxPendingBytesInAll = 256L << 20;
    private int maxCommitBytes = 16 << 20;
    private int maxFirstRows = 100_000;
    private int maxFirstBytes = 16 << 20;
    private int heartbeatMs = 15_000;
    private int stuckMs = 30_000;

    private Builder() {}

    public Builder maxSubscribers(int value) {
      maxSubscribers = value;
      return this;
    }

    public Builder maxPendingBytes(int value) {
      maxPendingBytes = value;
      return this;
    }

    public Builder maxPendingBytesInAll(long value) {
      maxPendingBytesInAll = value;
      return this;
    }

    public Builder maxCommitBytes(int value) {
      maxCommitBytes = value;
      return this;
    }

    public Builder maxFirstRows(int value) {
      maxFirstRows = value;
      return this;
    }

    public Builder maxFirstBytes(int value) {
      maxFirstBytes = value;
      return this;
    }

    public Builder heartbeatMs(int value) {
      heartbeatMs = value;
      return this;
    }

    public Builder stuckMs(int value) {
      stuckMs = value;
      return this;
    }

    /** Returns the bounds. */
    public FeedLimits build() {
      return new FeedLimits(
          maxSubscribers,
          maxPendingBytes,
          maxPendingBytesInAll,
          maxCommitBytes,
          maxFirstRows,
          maxFirstBytes,
          heartbeatMs,
          stuckMs);
    }
  }
}
