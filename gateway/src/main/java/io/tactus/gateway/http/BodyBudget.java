package io.tactus.gateway.http;

/** How much memory the bodies and replies of one IO thread may hold. Threading: that IO thread. */
final class BodyBudget {

  private final long maxBytes;
  private long takenBytes;

  BodyBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean tryTake(long bytes) {
    if (takenBytes + bytes > maxBytes) {
      return false;
    }
    takenBytes += bytes;
    return true;
  }

  /** Takes even beyond the bound: what must be said must be said. */
  void take(long bytes) {
    takenBytes += bytes;
  }

  void give(long bytes) {
    takenBytes -= bytes;
    assert takenBytes >= 0;
  }

  /** Tells whether nothing more should be begun before somebody gives back. */
  boolean isSpent() {
    return takenBytes >= maxBytes;
  }

  long takenBytes() {
    return takenBytes;
  }
}
