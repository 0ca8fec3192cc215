package io.tactus.pipeline.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A consumer without work parks until a publisher wakes it: an idle engine uses no processor, and
 * disturbs nobody who does.
 *
 * <pre>
 *  consumer                          publisher
 *  waiting = true                    cursor = n
 *  full fence                        full fence
 *  is n there? go on : park          does one wait? unpark it
 * </pre>
 *
 * Of the two looks behind the fences at least one sees what the other side has written, so no
 * wake-up is lost, and none needs a timeout to be found again. (The Disruptor's own strategy with a
 * timeout looks before it says that it waits, and loses some.)
 *
 * <p>Threading: consumers wait, any thread publishes or alerts.
 */
public final class ParkingWaitStrategy implements WaitStrategy {

  /** A consumer looks again after so long, whatever the proof above is worth. */
  static final long LONGEST_REST_NS = TimeUnit.SECONDS.toNanos(1);

  /** A consumer; true while it waits. */
  private static final class Waiter extends AtomicBoolean {
    private static final long serialVersionUID = 1;
    private final transient Thread thread;

    Waiter(Thread thread) {
      this.thread = thread;
    }
  }

  /** All consumers that ever waited: as many as the engine has stages. */
  private volatile Waiter[] waiters = {};

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    if (cursor.get() < sequence) {
      rest(sequence, cursor, barrier);
    }
    long available = dependentSequence.get();
    while (available < sequence) {
      barrier.checkAlert();
      Thread.onSpinWait();
      available = dependentSequence.get();
    }
    return available;
  }

  private void rest(long sequence, Sequence cursor, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    Waiter waiter = waiter();
    try {
      while (true) {
        waiter.set(true);
        VarHandle.fullFence();
        if (cursor.get() >= sequence) {
          return;
        }
        barrier.checkAlert();
        LockSupport.parkNanos(this, LONGEST_REST_NS);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      waiter.set(false);
    }
  }

  @Override
  public void signalAllWhenBlocking() {
    VarHandle.fullFence();
    for (Waiter waiter : waiters) {
      if (waiter.get() && waiter.compareAndSet(true, false)) {
        LockSupport.unpark(waiter.thread);
      }
    }
  }

  private Waiter waiter() {
    Thread thread = Thread.currentThread();
    for (Waiter known : waiters) {
      if (known.thread.equals(thread)) {
        return known;
      }
    }
    return register(new Waiter(thread));
  }

  private synchronized Waiter register(Waiter waiter) {
    Waiter[] more = Arrays.copyOf(waiters, waiters.length + 1);
    more[more.length - 1] = waiter;
    waiters = more;
    return waiter;
  }
}
