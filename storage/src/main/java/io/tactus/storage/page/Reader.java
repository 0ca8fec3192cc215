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
@SuppressWarnings("DoNotCallSuggester")
public final class Reader implements AutoCloseable {

  Reader() {}

  /** Pins the latest published version; at most one pin per reader at a time. */
  public Version pin() {
    throw new UnsupportedOperationException();
  }

  /** Lets go of the version; does nothing if none is pinned. */
  public void unpin() {
    throw new UnsupportedOperationException();
  }

  public boolean isPinned() {
    throw new UnsupportedOperationException();
  }

  /** Unpins and gives the slot back. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
