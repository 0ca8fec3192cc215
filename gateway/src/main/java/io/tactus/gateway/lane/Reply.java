package io.tactus.gateway.lane;

import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import org.agrona.DirectBuffer;

/**
 * One reply of the engine, valid only while its receiver looks at it: its bytes lie in the reply
 * ring. Threading: one IO thread; reused.
 */
public final class Reply {

  private final ReplyDecoder decoder = new ReplyDecoder();
  private Outcome outcome;
  private long sequence;
  private long tick;
  private DirectBuffer body;
  private int offset;
  private int length;
  private boolean replayed;

  /** Returns a reply that did not come through the ring, such as that of a dry run. */
  public static Reply of(
      Outcome outcome, long sequence, long tick, DirectBuffer body, int offset, int length) {
    return new Reply().set(outcome, sequence, tick, body, offset, length);
  }

  Reply set(
      Outcome newOutcome,
      long newSequence,
      long newTick,
      DirectBuffer newBody,
      int newOffset,
      int newLength) {
    outcome = newOutcome;
    sequence = newSequence;
    tick = newTick;
    body = newBody;
    offset = newOffset;
    length = newLength;
    replayed = newOutcome == Outcome.APPLIED && results().isReplayed();
    if (replayed) {
      sequence = decoder.firstSequence();
      tick = decoder.firstTick();
    }
    return this;
  }

  Reply unknown() {
    return set(Outcome.OUTCOME_UNKNOWN, 0, 0, null, 0, 0);
  }

  /** Returns how the command ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the command's place in history; 0 if the outcome is unknown. */
  public long sequence() {
    return sequence;
  }

  /** Returns whether this is the reply to an earlier request with the same idempotency key. */
  public boolean isReplayed() {
    return replayed;
  }

  /** Returns the tick the command belongs to. */
  public long tick() {
    return tick;
  }

  /** Returns the results of an applied command, before the first of them. */
  public ReplyDecoder results() {
    return decoder.wrap(body, offset, length);
  }

  /** Returns why a rejected command was refused. */
  public Rejection rejection() {
    return ReplyDecoder.rejection(body, offset, length);
  }
}
