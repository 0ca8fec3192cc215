package io.tactus.gateway.http;

import java.nio.ByteBuffer;

/**
 * The bytes of one reply until the socket has taken them. Large replies count against the IO
 * thread's budget; a reply is never refused for it, the next request body is.
 *
 * <p>Threading: one IO thread; reused with its request.
 */
final class ReplyBuffer {

  private static final int BASE_BYTES = 1024;

  private final BodyBudget budget;
  private final byte[] small = new byte[BASE_BYTES];
  private final ByteBuffer smallView = ByteBuffer.wrap(small);
  private int takenBytes;

  ReplyBuffer(BodyBudget budget) {
    this.budget = budget;
  }

  /** Returns a buffer with a copy of the bytes, ready to be read. */
  ByteBuffer copyOf(byte[] bytes, int length) {
    ByteBuffer target = smallView;
    if (length > BASE_BYTES) {
      target = ByteBuffer.allocate(length);
      takenBytes = length;
      budget.take(length);
    }
    target.clear();
    target.put(bytes, 0, length);
    return target.flip();
  }

  void clear() {
    budget.give(takenBytes);
    takenBytes = 0;
  }
}
