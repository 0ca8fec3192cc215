package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The rendered replies of one exchange. They become known in any order and are told in the order of
 * the calls. Threading: one IO thread.
 */
final class RpcReplies {

  /** Most bytes of all replies together. */
  static final int MAX_BYTES = 16 << 20;

  private final IntConsumer memory;
  private final byte[] document;
  private final int[] starts;
  private final int[] lengths;
  private byte[] bytes = new byte[512];
  private int used;

  /**
   * Prepares for so many calls.
   *
   * @param document holds the ids
   * @param memory is told how many bytes more are held
   */
  RpcReplies(byte[] document, int calls, IntConsumer memory) {
    this.memory = memory;
    this.document = document;
    this.starts = new int[calls];
    this.lengths = new int[calls];
  }

  /** Keeps the result that stands in the writer, unless nobody wants to know. */
  void result(RpcCall call, JsonWriter result, JsonWriter scratch) {
    if (call.isNotification()) {
      return;
    }
    if (used + (long) result.size() > MAX_BYTES) {
      Problem problem =
          Problem.of(ProblemType.RESULT_TOO_LARGE, "The results of this batch are too large.");
      error(call, RpcError.of(problem.withLimit(MAX_BYTES)), scratch);
      return;
    }
    int start = used;
    append("{\"jsonrpc\":\"2.0\",\"result\":");
    append(result.getByteBuffer(), 0, result.size());
    finish(call, start);
  }

  /** Keeps an error. */
  void error(RpcCall call, RpcError error, JsonWriter scratch) {
    if (call.isNotification()) {
      return;
    }
    scratch.reset();
    error.write(scratch);
    int start = used;
    append("{\"jsonrpc\":\"2.0\",\"error\":");
    append(scratch.getByteBuffer(), 0, scratch.size());
    finish(call, start);
  }

  private void finish(RpcCall call, int start) {
    append(",\"id\":");
    if (call.idFrom >= 0) {
      append(document, call.idFrom, call.idTo - call.idFrom);
    } else {
      append("null");
    }
    if (call.hasOwnKey && call.replayed) {
      append(",\"idempotencyReplayed\":true");
    }
    append("}");
    starts[call.element] = start;
    lengths[call.element] = used - start;
  }

  /** Appends all replies in order to the writer; false if there is nothing to say. */
  boolean write(JsonWriter out, boolean batch) {
    boolean any = false;
    for (int i = 0; i < starts.length; i++) {
      if (lengths[i] > 0) {
        if (batch) {
          out.writeByte((byte) (any ? ',' : '['));
        }
        any = true;
        out.writeRaw(bytes, starts[i], lengths[i]);
      }
    }
    if (batch && any) {
      out.writeByte((byte) ']');
    }
    return any;
  }

  private void append(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[used++] = (byte) ascii.charAt(i);
    }
  }

  private void append(byte[] source, int offset, int length) {
    room(length);
    System.arraycopy(source, offset, bytes, used, length);
    used += length;
  }

  private void room(int length) {
    if (used + length > bytes.length) {
      int capacity = Math.max(used + length, 2 * bytes.length);
      memory.accept(capacity - bytes.length);
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }
}
