package io.tactus.pipeline.ring;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One slot of the ring: a command on its way through the stages.
 *
 * <p>Threading: handed on by the ring; whoever holds the slot owns it. The submitter fills it, the
 * journal handler stamps it, the tick processor applies and clears it.
 */
public final class CommandEvent {
  /** What became of the command so far. */
  public enum State {
    /** Claimed but not filled: the submitter failed in between. Skipped by everybody. */
    INVALID,
    /** Filled by a submitter. */
    ADMITTED,
    /** Stamped and appended; durable once its batch is committed. */
    JOURNALED,
    /** Reached the journal handler after the journal had failed. */
    REFUSED,
    /** Not a command: work to be done on the way, in order with the commands. */
    CONTROL
  }

  private final UnsafeBuffer slot;
  private State state = State.INVALID;
  private int type;
  private long schemaVersion;
  private long caller;
  private long requestId;
  private int length;
  private LargeBuffer large;
  private ReplyRing replies;
  private long correlation;
  private int reservedBytes;
  private long admittedNs;
  private long takenNs;
  private long applyingNs;
  private long sequence;
  private long timestampMicros;
  private long tick;
  private Control control;

  /** A slot over its part of the ring's memory. */
  public CommandEvent(UnsafeBuffer slot) {
    this.slot = slot;
  }

  /** Marks the slot as not filled; the first thing a submitter does. */
  public void invalidate() {
    state = State.INVALID;
  }

  /**
   * Fills the slot with a command.
   *
   * @param largeBuffer holds the body instead of the slot, or null
   */
  public void admit(
      int newType,
      long newSchemaVersion,
      long newCaller,
      long newRequestId,
      DirectBuffer body,
      int offset,
      int newLength,
      LargeBuffer largeBuffer) {
    type = newType;
    schemaVersion = newSchemaVersion;
    caller = newCaller;
    requestId = newRequestId;
    length = newLength;
    large = largeBuffer;
    control = null;
    (largeBuffer == null ? slot : largeBuffer.buffer()).putBytes(0, body, offset, newLength);
    state = State.ADMITTED;
  }

  /** Says where the reply goes. */
  public void replyTo(ReplyRing ring, long newCorrelation, int newReservedBytes, long nowNs) {
    replies = ring;
    correlation = newCorrelation;
    reservedBytes = newReservedBytes;
    admittedNs = nowNs;
  }

  /** Fills the slot with work instead of a command. */
  public void control(Control newControl) {
    control = newControl;
    large = null;
    replies = null;
    state = State.CONTROL;
  }

  /** Notes what the journal handler gave the command. */
  public void journaled(long newSequence, long newTimestampMicros, long newTick) {
    sequence = newSequence;
    timestampMicros = newTimestampMicros;
    tick = newTick;
    state = State.JOURNALED;
  }

  /** Notes that the journal had failed before. */
  public void refused() {
    state = State.REFUSED;
  }

  /** Gives back what the slot holds; the last thing done with it. */
  public void release() {
    if (large != null) {
      large.release();
      large = null;
    }
    replies = null;
    control = null;
    state = State.INVALID;
  }

  public State state() {
    return state;
  }

  public int type() {
    return type;
  }

  public long schemaVersion() {
    return schemaVersion;
  }

  public long caller() {
    return caller;
  }

  public long requestId() {
    return requestId;
  }

  /** The body, from offset 0; off heap. */
  public DirectBuffer body() {
    return large == null ? slot : large.buffer();
  }

  public int length() {
    return length;
  }

  /** Where the reply goes, or null if nobody waits for it. */
  public ReplyRing replies() {
    return replies;
  }

  public long correlation() {
    return correlation;
  }

  public int reservedBytes() {
    return reservedBytes;
  }

  /** {@link System#nanoTime()} at admission. */
  public long admittedNs() {
    return admittedNs;
  }

  /** Notes when its batch began to be journaled. */
  public void taken(long batchBegunNs) {
    takenNs = batchBegunNs;
  }

  /** When its batch began to be journaled, as {@link #admittedNs()}. */
  public long takenNs() {
    return takenNs;
  }

  /** Notes when its batch was journaled and began to be applied. */
  public void applying(long batchBegunNs) {
    applyingNs = batchBegunNs;
  }

  /** When its batch was journaled and began to be applied, as {@link #admittedNs()}. */
  public long applyingNs() {
    return applyingNs;
  }

  public long sequence() {
    return sequence;
  }

  public long timestampMicros() {
    return timestampMicros;
  }

  public long tick() {
    return tick;
  }

  public Control control() {
    return control;
  }
}
