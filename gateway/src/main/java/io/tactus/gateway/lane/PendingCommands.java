package io.tactus.gateway.lane;

import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ReplyHandler;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The commands of one IO thread that wait for their reply.
 *
 * <p>A correlation is the slot in the low half and the slot's generation in the high half. A slot
 * that is released gets the next generation, so a reply that comes after its deadline finds a
 * stranger in the slot, or nobody, and is dropped: nobody is answered twice.
 *
 * <p>Threading: its IO thread only.
 */
public final class PendingCommands implements ReplyHandler {

  private final Reply reply = new Reply();
  private final ReplyReceiver[] receivers;
  private final int[] elements;
  private final int[] generations;
  private final long[] deadlinesNs;
  private final int[] free;
  private int freeCount;
  private long lateReplies;

  /** Creates a table for so many commands at once. */
  public PendingCommands(int capacity) {
    receivers = new ReplyReceiver[capacity];
    elements = new int[capacity];
    generations = new int[capacity];
    deadlinesNs = new long[capacity];
    free = new int[capacity];
    freeCount = capacity;
    Arrays.setAll(free, i -> capacity - 1 - i);
  }

  /** Takes a slot and returns its correlation, or -1 if all are taken. */
  public long open(ReplyReceiver receiver, int element, long deadlineNs) {
    if (freeCount == 0) {
      return -1;
    }
    int slot = free[--freeCount];
    receivers[slot] = receiver;
    elements[slot] = element;
    deadlinesNs[slot] = deadlineNs;
    return (long) generations[slot] << 32 | slot;
  }

  /** Gives back a slot whose command was not accepted after all. */
  public void cancel(long correlation) {
    int slot = (int) correlation;
    assert receivers[slot] != null && generations[slot] == (int) (correlation >>> 32);
    release(slot);
  }

  @Override
  public void onReply(
      long correlation,
      Outcome outcome,
      long sequence,
      long tick,
      DirectBuffer body,
      int offset,
      int length) {
    int slot = (int) correlation;
    if (generations[slot] != (int) (correlation >>> 32)) {
      lateReplies++;
      return;
    }
    answer(slot, reply.set(outcome, sequence, tick, body, offset, length));
  }

  /** Tells everybody who has waited too long that the outcome is not known. */
  public void expire(long nowNs) {
    if (count() == 0) {
      return;
    }
    for (int slot = 0; slot < receivers.length; slot++) {
      if (receivers[slot] != null && nowNs - deadlinesNs[slot] >= 0) {
        answer(slot, reply.unknown());
      }
    }
  }

  private void answer(int slot, Reply answer) {
    ReplyReceiver receiver = receivers[slot];
    int element = elements[slot];
    release(slot);
    try {
      receiver.onReply(element, answer);
    } catch (RuntimeException e) {
      receiver.onDefect(e);
    } catch (Error e) {
      // Also an Error: without an answer the request would stay open for ever.
      receiver.onDefect(new IllegalStateException(e));
    }
  }

  private void release(int slot) {
    receivers[slot] = null;
    generations[slot] = generations[slot] + 1 & Integer.MAX_VALUE;
    free[freeCount++] = slot;
  }

  /** Returns how many commands wait. From other threads: a moment old. */
  public int count() {
    return receivers.length - freeCount;
  }

  /** Returns how many replies came after their deadline. */
  public long lateReplies() {
    return lateReplies;
  }
}
