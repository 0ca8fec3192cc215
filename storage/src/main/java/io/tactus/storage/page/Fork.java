package io.tactus.storage.page;

/**
 * A private overlay over a version: change it, publish in it, throw it away; the base never sees
 * it.
 *
 * <p>Dry runs, {@code asOf}, what-if and stepping back are made of this.
 *
 * <p>Threading: its owner is the writer of the fork's own space and versions.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Fork implements AutoCloseable {

  Fork() {}

  /** The working state, at first equal to the base. */
  public PageSpace space() {
    throw new UnsupportedOperationException();
  }

  /** Versions of the fork's own, the first of which equals the base. */
  public Versions versions() {
    throw new UnsupportedOperationException();
  }

  /** The version it was made from, pinned until close. */
  public Version base() {
    throw new UnsupportedOperationException();
  }

  /** Drops the overlay and lets go of the base. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
