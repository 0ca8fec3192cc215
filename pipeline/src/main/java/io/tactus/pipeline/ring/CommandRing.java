package io.tactus.pipeline.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ring of commands, with the memory of its slots.
 *
 * <p>A few slots are kept for the engine itself, so that beats and snapshots get through when
 * clients have filled the rest. Threading: any thread; nobody waits.
 */
public final class CommandRing {
  /** Slots that only the engine may take. */
  private static final int ENGINE_SLOTS = 16;

  private final RingBuffer<CommandEvent> ring;
  private final int slotBytes;

  /**
   * A ring.
   *
   * @param slots a power of two
   * @param slotBytes the largest command a slot holds itself
   */
  public CommandRing(int slots, int slotBytes, WaitStrategy waitStrategy) {
    this.slotBytes = slotBytes;
    UnsafeBuffer memory =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(slots, slotBytes)));
    int[] next = {0};
    this.ring =
        RingBuffer.createMultiProducer(
            () -> new CommandEvent(new UnsafeBuffer(memory, slotBytes * next[0]++, slotBytes)),
            slots,
            waitStrategy);
  }

  /** The Disruptor's ring, for the consumers. */
  public RingBuffer<CommandEvent> ring() {
    return ring;
  }

  public int slotBytes() {
    return slotBytes;
  }

  /** Claims a slot for a client's command, or returns -1. */
  public long tryClaim() {
    return ring.hasAvailableCapacity(ENGINE_SLOTS + 1) ? tryNext() : -1;
  }

  /** Claims a slot for the engine's own use, or returns -1. */
  public long tryClaimForEngine() {
    return tryNext();
  }

  private long tryNext() {
    try {
      long claimed = ring.tryNext();
      ring.get(claimed).invalidate();
      return claimed;
    } catch (InsufficientCapacityException e) {
      return -1;
    }
  }

  /** The slot claimed. */
  public CommandEvent event(long claimed) {
    return ring.get(claimed);
  }

  /** Hands the slot to the consumers, filled or not. */
  public void publish(long claimed) {
    ring.publish(claimed);
  }

  /** Puts work into the ring; false if it is full. */
  public boolean tryControl(Control control) {
    long claimed = tryClaimForEngine();
    if (claimed < 0) {
      return false;
    }
    try {
      event(claimed).control(control);
    } finally {
      publish(claimed);
    }
    return true;
  }

  /** Commands in the ring. */
  public int depth() {
    return (int) (ring.getBufferSize() - ring.remainingCapacity());
  }

  /** Place up to which the consumers have given back the slots. */
  public long consumedPosition() {
    return ring.getMinimumGatingSequence();
  }

  public int slots() {
    return ring.getBufferSize();
  }
}
