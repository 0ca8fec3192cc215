package io.tactus.gateway.http;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Replies of one IO thread that are ready but not yet written: the thread first handles every
 * request that is there, and then writes all their replies, one right after the other.
 *
 * <pre>
 *  select → request, request, request … (handled, rendered) → write, write, write … → select
 * </pre>
 *
 * A lone request is written as soon as it is handled. Of many, a client that waits for several gets
 * them in one go, instead of being woken for each; and the same code runs again and again.
 *
 * <p>Threading: its IO thread only.
 */
final class ReplyRound {

  private static final int FIRST_ROOM = 64;

  private final Runnable write = this::write;
  private Response[] waiting = new Response[FIRST_ROOM];
  private int count;

  /** Takes a reply that is written before the IO thread looks for further requests. */
  void add(Response reply, Executor ioThread) {
    if (count == waiting.length) {
      waiting = Arrays.copyOf(waiting, 2 * count);
    }
    waiting[count++] = reply;
    if (count == 1) {
      try {
        ioThread.execute(write);
      } catch (RejectedExecutionException e) {
        write(); // the port closes; what can still be said is said
      }
    }
  }

  private void write() {
    for (int i = 0; i < count; i++) {
      Response reply = waiting[i];
      waiting[i] = null;
      reply.write();
    }
    count = 0;
  }
}
