package io.tactus.storage.page;

/**
 * Page-sized frames of off-heap memory, handed out and taken back by one writer.
 *
 * <p>Threading: the writer that owns the pool; {@link #availableFrames()}, {@link #maxFrames()} and
 * {@link #usedFrames()} may be read by any thread (a moment old). The memory lives until {@link
 * #close()}, which must come after the last reader.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FramePool implements AutoCloseable {

  /**
   * @param maxFrames the most frames that may ever be in use at once; at least one chunk is mapped
   */
  public FramePool(long maxFrames) {
    throw new UnsupportedOperationException();
  }

  /** The address of a frame with undefined contents, or 0 when the pool is used up. */
  public long tryAllocate() {
    throw new UnsupportedOperationException();
  }

  /** Gives a frame back; it may be handed out again at once. */
  public void free(long address) {
    throw new UnsupportedOperationException();
  }

  /** Frames that can still be handed out: what admission compares with its reserve. */
  public long availableFrames() {
    throw new UnsupportedOperationException();
  }

  /** Frames handed out and not given back. */
  public long usedFrames() {
    throw new UnsupportedOperationException();
  }

  public long maxFrames() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
