package io.tactus.gateway.feed;

/**
 * How many bytes of events wait for the subscribers of one IO thread, all of them together.
 *
 * <p>Threading: that IO thread.
 */
public final class Backlog {

  private final long maxBytes;
  private long bytes;

  /** Nothing waits yet; {@code maxBytes} is what may. */
  public Backlog(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Counts bytes that wait from now on, or, if negative, wait no longer. */
  public void add(long more) {
    bytes += more;
    assert bytes >= 0 : bytes;
  }

  /** Returns whether more waits than may. */
  public boolean isOver() {
    return bytes > maxBytes;
  }

  /** Returns what waits. */
  long bytes() {
    return bytes;
  }
}
