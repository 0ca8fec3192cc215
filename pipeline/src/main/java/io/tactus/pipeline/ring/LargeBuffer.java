package io.tactus.pipeline.ring;

import org.agrona.concurrent.UnsafeBuffer;

/** A buffer for one command that does not fit its slot; goes back to its pool when applied. */
public final class LargeBuffer {
  private final LargeBuffers pool;
  private final UnsafeBuffer buffer;

  LargeBuffer(LargeBuffers pool, UnsafeBuffer buffer) {
    this.pool = pool;
    this.buffer = buffer;
  }

  public UnsafeBuffer buffer() {
    return buffer;
  }

  /** Gives the buffer back. */
  public void release() {
    pool.give(this);
  }
}
