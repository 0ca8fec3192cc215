package io.tactus.gateway.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one request's body: an array that grows with what has arrived, never with what was
 * announced, and that counts against the IO thread's budget while it is large.
 *
 * <p>Threading: one IO thread at a time; reused with its request.
 */
final class RequestBody {

  /** Every request keeps this much; it costs the budget nothing. */
  static final int BASE_BYTES = 2048;

  private final BodyBudget budget;
  private byte[] bytes = new byte[BASE_BYTES];
  private ByteBuffer view = ByteBuffer.wrap(bytes);

  RequestBody(BodyBudget budget) {
    this.budget = budget;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return view.position();
  }

  /**
   * Returns the buffer to read into, with room for at least one byte, or null if the budget is
   * spent. One byte more than the limit may arrive; the caller then refuses the body.
   */
  ByteBuffer room(int maxBytes) {
    if (!view.hasRemaining() && !grow(maxBytes)) {
      return null;
    }
    return view;
  }

  private boolean grow(int maxBytes) {
    int capacity = (int) Math.min(maxBytes + 1L, bytes.length * 2L);
    if (!budget.tryTake(capacity - bytes.length)) {
      return false;
    }
    int length = view.position();
    bytes = Arrays.copyOf(bytes, capacity);
    view = ByteBuffer.wrap(bytes);
    view.position(length);
    return true;
  }

  /** Forgets the bytes and gives large memory back. */
  void clear() {
    if (bytes.length > BASE_BYTES) {
      budget.give(bytes.length - BASE_BYTES);
      bytes = new byte[BASE_BYTES];
      view = ByteBuffer.wrap(bytes);
    }
    view.clear();
  }
}
