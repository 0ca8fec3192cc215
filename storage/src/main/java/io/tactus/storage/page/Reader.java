package io.tactus.storage.page;

/**
 * One slot in which a thread announces the version it is looking at.
 *
 * <p>Wait-free but for retries when the writer publishes in between. A pin holds back the reuse of
 * just those frames that its version can see and later ones cannot. Pin, read, unpin, then send: a
 * slow socket must never hold a version.
 *
 * <p>Threading: one thread at a time.
 */
public final class Reader implements AutoCloseable {

  private final Versions versions;
  private final PinSlots slots;
  private final int slot;
  private Version pinned;
  private boolean closed;

  Reader(Versions versions, PinSlots slots, int slot) {
    this.versions = versions;
    this.slots = slots;
    this.slot = slot;
  }

  /** Pins the latest published version; at most one pin per reader at a time. */
  public Version pin() {
    if (pinned != null || closed) {
      throw new IllegalStateException(closed ? "the reader is closed" : "already pinned");
    }
    while (true) {
      Version latest = versions.published();
      long number = latest.number();
      slots.announce(slot, number);
      // The object may have been reused for a later version in between: its number tells.
      boolean unchanged = versions.published() == latest && latest.number() == number;
      if (slots.confirms(unchanged)) {
        pinned = latest;
        return latest;
      }
    }
  }

  /** For forks: a version that is known to be pinned already, see {@link Versions#fork}. */
  void adopt(Version version) {
    slots.announce(slot, version.number());
    pinned = version;
  }

  /** Lets go of the version; does nothing if none is pinned. */
  public void unpin() {
    if (pinned != null) {
      pinned = null;
      slots.clear(slot);
    }
  }

  public boolean isPinned() {
    return pinned != null;
  }

  /** Unpins and gives the slot back. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      unpin();
      slots.release(slot);
    }
  }
}
