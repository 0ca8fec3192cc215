package io.tactus.gateway.http;

import java.nio.ByteBuffer;

/**
 * The bytes of one reply until the socket has taken them. Large replies count against the IO
 * thread's budget; a reply is never refused for it, the next request is.
 *
 * <p>Threading: one IO thread; reused with its request.
 */
final class ReplyBuffer {

  private static final int BASE_BYTES = 1024;

  private final BodyBudget budget;

  /** Outside the heap, or each write would copy it there. */
  private final ByteBuffer small = ByteBuffer.allocateDirect(BASE_BYTES);

  private long takenBytes;

  ReplyBuffer(BodyBudget budget) {
    this.budget = budget;
  }

  /** Returns a buffer with a copy of the bytes, ready to be read. */
  ByteBuffer copyOf(byte[] bytes, int length) {
    ByteBuffer target = small;
    if (length > BASE_BYTES) {
      target = ByteBuffer.allocate(length);
    }
    charge(length > BASE_BYTES ? length : 0);
    target.clear();
    target.put(bytes, 0, length);
    return target.flip();
  }

  /** Returns a view of bytes that are the reply's own from now on. */
  ByteBuffer own(byte[] bytes, int length) {
    charge(bytes.length);
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** Counts bytes gathered for this reply elsewhere, until it is sent. */
  void hold(long bytes) {
    budget.take(bytes);
    takenBytes += bytes;
  }

  /** The reply is complete: what was gathered for it is in it now. */
  private void charge(long bytes) {
    budget.give(takenBytes);
    budget.take(bytes);
    takenBytes = bytes;
  }

  void clear() {
    charge(0);
  }
}
