package io.tactus.pipeline.ring;

import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ReplyHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replies on their way back to one submitter: one producer, one consumer, a ring of bytes.
 *
 * <pre>
 *   0 +------------------+------------------+
 *     | length of body   | outcome          |
 *   8 +------------------+------------------+
 *     | correlation                         |
 *  16 +-------------------------------------+
 *     | sequence                            |
 *  24 +-------------------------------------+
 *     | tick                                |
 *  32 +------------------+------------------+
 *     | reserved bytes   | 0                |
 *  40 +------------------+------------------+
 *     | time of admission, ns               |
 *  48 +-------------------------------------+
 *     | time its batch was taken, ns        |
 *  56 +-------------------------------------+
 *     | time its batch was journaled, ns    |
 *  64 +-------------------------------------+
 *     | body, then up to a multiple of 8
 * </pre>
 *
 * The consumer reserves room before it submits a command, so the producer never finds the ring
 * full. Reservations together never exceed the capacity; a message that begins before the ring's
 * end runs on into a spill of one message behind it, so none is ever split, and no padding upsets
 * that sum.
 *
 * <p>Threading: {@link #tryReserve}, {@link #cancel} and {@link #drain} by the submitter's thread;
 * {@link #put} and {@link #publish} by the applying thread. Nothing put is seen before publish.
 */
public final class ReplyRing {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int LENGTH_OFFSET = 0;
  private static final int OUTCOME_OFFSET = LENGTH_OFFSET + Integer.BYTES;
  private static final int CORRELATION_OFFSET = OUTCOME_OFFSET + Integer.BYTES;
  private static final int SEQUENCE_OFFSET = CORRELATION_OFFSET + Long.BYTES;
  private static final int TICK_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
  private static final int RESERVED_OFFSET = TICK_OFFSET + Long.BYTES;
  private static final int ADMITTED_OFFSET = RESERVED_OFFSET + Long.BYTES;
  private static final int TAKEN_OFFSET = ADMITTED_OFFSET + Long.BYTES;
  private static final int APPLYING_OFFSET = TAKEN_OFFSET + Long.BYTES;
  private static final int BODY_OFFSET = APPLYING_OFFSET + Long.BYTES;
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final VarHandle PUBLISHED;
  private static final VarHandle AWAKE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(ReplyRing.class, "published", long.class);
      AWAKE = lookup.findVarHandle(ReplyRing.class, "awake", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int NONE = -1;

  private final UnsafeBuffer buffer;
  private final int capacity;
  private final int maxBodyBytes;
  private final Runnable wake;

  private long reserved;
  private long head;
  private int draining = NONE;
  private int inFlight;

  private long tail;
  private boolean touched;

  @SuppressWarnings("unused") // through VarHandles
  private volatile long published;

  @SuppressWarnings("unused")
  private volatile int awake;

  /**
   * A ring.
   *
   * @param capacity bytes of messages, a power of two
   * @param maxBodyBytes largest body
   * @param wake runs on the applying thread when replies wait and the submitter was not told yet
   */
  public ReplyRing(int capacity, int maxBodyBytes, Runnable wake) {
    if (Integer.bitCount(capacity) != 1 || messageBytes(maxBodyBytes) > capacity) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " with bodies of " + maxBodyBytes + " bytes");
    }
    this.capacity = capacity;
    this.maxBodyBytes = maxBodyBytes;
    this.wake = wake;
    this.buffer =
        new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + messageBytes(maxBodyBytes)));
  }

  private static int messageBytes(int bodyBytes) {
    return BitUtil.align(BODY_OFFSET + bodyBytes, Long.BYTES);
  }

  /** The largest body a reply can have. */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** Reserves room for a reply; false if the replies under way leave none. */
  public boolean tryReserve(int bodyBytes) {
    int bytes = messageBytes(bodyBytes);
    if (bytes > capacity - reserved) {
      return false;
    }
    reserved += bytes;
    inFlight++;
    return true;
  }

  /** Takes back a reservation whose command was not admitted after all. */
  public void cancel(int bodyBytes) {
    reserved -= messageBytes(bodyBytes);
    inFlight--;
  }

  /** Commands with a reservation whose replies have not been drained. */
  public int inFlight() {
    return inFlight;
  }

  /** Says when the command of the reply that is put next went from stage to stage. */
  public void times(long admittedNs, long takenNs, long applyingNs) {
    int index = (int) tail & (capacity - 1);
    buffer.putLong(index + ADMITTED_OFFSET, admittedNs, ORDER);
    buffer.putLong(index + TAKEN_OFFSET, takenNs, ORDER);
    buffer.putLong(index + APPLYING_OFFSET, applyingNs, ORDER);
  }

  /**
   * Adds a reply. A body above the reservation is left out: the reply says what happened, and has
   * none.
   *
   * @param reservedBodyBytes what the submitter reserved for this command
   */
  @SuppressWarnings("EnumOrdinal") // in memory only
  public void put(
      Outcome outcome,
      long correlation,
      long sequence,
      long tick,
      int reservedBodyBytes,
      DirectBuffer body,
      int offset,
      int length) {
    int bodyBytes = length <= reservedBodyBytes ? length : 0;
    int index = (int) tail & (capacity - 1);
    buffer.putInt(index + LENGTH_OFFSET, bodyBytes, ORDER);
    buffer.putInt(index + OUTCOME_OFFSET, outcome.ordinal(), ORDER);
    buffer.putLong(index + CORRELATION_OFFSET, correlation, ORDER);
    buffer.putLong(index + SEQUENCE_OFFSET, sequence, ORDER);
    buffer.putLong(index + TICK_OFFSET, tick, ORDER);
    buffer.putInt(index + RESERVED_OFFSET, reservedBodyBytes, ORDER);
    if (bodyBytes > 0) {
      buffer.putBytes(index + BODY_OFFSET, body, offset, bodyBytes);
    }
    tail += messageBytes(bodyBytes);
    touched = true;
  }

  /** Whether something was put since the last {@link #publish}. */
  public boolean isTouched() {
    return touched;
  }

  /** Takes back what replies put since the last {@link #publish} say; none of them has a body. */
  public void forgetUnpublished() {
    long from = published;
    long end = tail;
    tail = from; // written anew from here on; a message never grows, so none is overtaken
    while (from < end) {
      int index = (int) from & (capacity - 1);
      from += messageBytes(buffer.getInt(index + LENGTH_OFFSET, ORDER));
      put(
          Outcome.OUTCOME_UNKNOWN,
          buffer.getLong(index + CORRELATION_OFFSET, ORDER),
          0,
          buffer.getLong(index + TICK_OFFSET, ORDER),
          buffer.getInt(index + RESERVED_OFFSET, ORDER),
          buffer,
          0,
          0);
    }
  }

  /** Shows everything put so far, and wakes the submitter unless it was told already. */
  public void publish() {
    touched = false;
    PUBLISHED.setRelease(this, tail);
    if ((int) AWAKE.getAndSet(this, 1) == 0) {
      wake.run();
    }
  }

  /** As {@link io.tactus.pipeline.Submitter#hasTimes()}. */
  public boolean hasTimes() {
    return draining != NONE;
  }

  /** As {@link io.tactus.pipeline.Submitter#admittedNs()}. */
  public long admittedNs() {
    return buffer.getLong(draining + ADMITTED_OFFSET, ORDER);
  }

  /** As {@link io.tactus.pipeline.Submitter#takenNs()}. */
  public long takenNs() {
    return buffer.getLong(draining + TAKEN_OFFSET, ORDER);
  }

  /** As {@link io.tactus.pipeline.Submitter#applyingNs()}. */
  public long applyingNs() {
    return buffer.getLong(draining + APPLYING_OFFSET, ORDER);
  }

  /** Hands over all published replies; returns how many. */
  public int drain(ReplyHandler handler) {
    AWAKE.setVolatile(this, 0);
    VarHandle.fullFence(); // the flag is down before the position is read: no wake-up is lost
    long end = (long) PUBLISHED.getAcquire(this);
    int replies = 0;
    while (head < end) {
      int index = (int) head & (capacity - 1);
      int length = buffer.getInt(index + LENGTH_OFFSET, ORDER);
      Outcome outcome = OUTCOMES[buffer.getInt(index + OUTCOME_OFFSET, ORDER)];
      int reservedBodyBytes = buffer.getInt(index + RESERVED_OFFSET, ORDER);
      replies++;
      draining = outcome == Outcome.OUTCOME_UNKNOWN ? NONE : index;
      try {
        handler.onReply(
            buffer.getLong(index + CORRELATION_OFFSET, ORDER),
            outcome,
            buffer.getLong(index + SEQUENCE_OFFSET, ORDER),
            buffer.getLong(index + TICK_OFFSET, ORDER),
            buffer,
            index + BODY_OFFSET,
            length);
      } finally {
        draining = NONE;
        head += messageBytes(length);
        cancel(reservedBodyBytes);
      }
    }
    return replies;
  }
}
