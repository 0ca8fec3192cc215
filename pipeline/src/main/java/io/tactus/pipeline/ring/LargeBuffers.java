package io.tactus.pipeline.ring;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bounded pool of buffers for commands above the slot size. Empty means refused, never waited
 * for.
 *
 * <p>Threading: any thread; lock-free. Memory is taken when a buffer is first needed and kept.
 */
public final class LargeBuffers {
  private final ManyToManyConcurrentArrayQueue<LargeBuffer> free;
  private final AtomicInteger unmade;
  private final int bufferBytes;

  /** At most {@code count} buffers of {@code bufferBytes} each. */
  public LargeBuffers(int count, int bufferBytes) {
    // Twice the room: an offer may fail in a queue that a slow taker has not quite left yet.
    this.free = new ManyToManyConcurrentArrayQueue<>(2 * Math.max(1, count));
    this.unmade = new AtomicInteger(count);
    this.bufferBytes = bufferBytes;
  }

  /** A buffer, or null if all are in use. */
  public LargeBuffer tryTake() {
    LargeBuffer buffer = free.poll();
    if (buffer != null || unmade.get() <= 0) {
      return buffer;
    }
    if (unmade.getAndDecrement() <= 0) {
      unmade.incrementAndGet();
      return null;
    }
    return new LargeBuffer(this, new UnsafeBuffer(ByteBuffer.allocateDirect(bufferBytes)));
  }

  void give(LargeBuffer buffer) {
    if (!free.offer(buffer)) {
      throw new IllegalStateException("a large buffer was given back twice");
    }
  }
}
