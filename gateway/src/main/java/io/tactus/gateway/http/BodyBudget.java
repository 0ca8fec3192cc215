package io.tactus.gateway.http;

/** How much memory the bodies and replies of one IO thread may hold. Threading: that IO thread. */
public final class BodyBudget {

  private final long maxBytes;
  private long takenBytes;

  BodyBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes so many bytes if they are there. */
  public boolean tryTake(long bytes) {
    if (takenBytes + bytes > maxBytes) {
      return false;
    }
    takenBytes += bytes;
    return true;
  }

  /** Takes even beyond the bound: what must be said must be said. */
  public void take(long bytes) {
    takenBytes += bytes;
  }

  /** Gives bytes back. */
  public void give(long bytes) {
    takenBytes -= bytes;
    assert takenBytes >= 0;
  }

  /** Tells whether nothing more should be begun before somebody gives back. */
  public boolean isSpent() {
    return takenBytes >= maxBytes;
  }

  long takenBytes() {
    return takenBytes;
  }
}
