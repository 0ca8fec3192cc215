package io.tactus.pipeline.change;

/**
 * The latest row changes, in commit order, in a bounded ring of bytes. The applying thread appends
 * and never waits; readers copy out and are told when they were overtaken.
 *
 * <p>Threading: {@link #newReader()} from any thread; each reader belongs to one.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ChangeLog {

  /** A new reader that stands after the last published commit. */
  public ChangeReader newReader() {
    throw new UnsupportedOperationException();
  }

  /** The oldest sequence whose changes are still complete here. */
  public long oldestSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last sequence published. */
  public long newestSequence() {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs {@code listener} on the applying thread after each publication that has changes. It must
   * be quick, and only wake somebody.
   */
  public void onPublished(Runnable listener) {
    throw new UnsupportedOperationException();
  }
}
