package io.tactus.pipeline.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.LiteTimeoutBlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkingWaitStrategyTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** A cursor that moves on, and tells the waiting side so, right behind one of its looks. */
  private static final class MovingCursor extends Sequence {
    private final WaitStrategy strategy;
    private int looksLeft;

    MovingCursor(WaitStrategy strategy, int looks) {
      this.strategy = strategy;
      this.looksLeft = looks;
    }

    @Override
    public long get() {
      long seen = super.get();
      if (--looksLeft == 0) {
        set(0);
        strategy.signalAllWhenBlocking();
      }
      return seen;
    }
  }

  private static SequenceBarrier barrier() {
    return RingBuffer.createMultiProducer(Object::new, 8).newBarrier();
  }

  private static long waitFor(WaitStrategy strategy, int looks) throws Exception {
    return strategy.waitFor(0, new MovingCursor(strategy, looks), new Sequence(0), barrier());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldNotLoseAWakeUpBetweenALookAndTheRest(int looks) throws Exception {
    long startNs = System.nanoTime();
    assertEquals(0, waitFor(new ParkingWaitStrategy(), looks));
    assertTrue(System.nanoTime() - startNs < ParkingWaitStrategy.LONGEST_REST_NS / 2);
  }

  @Test
  void shouldCatchAStrategyThatLooksBeforeItSaysThatItWaits() {
    WaitStrategy late = new LiteTimeoutBlockingWaitStrategy(200, TimeUnit.MILLISECONDS);
    assertThrows(TimeoutException.class, () -> waitFor(late, 2));
  }

  @Test
  void shouldPassOnEveryCommandOfManyPublishersWithoutAStall() throws Exception {
    ParkingWaitStrategy strategy = new ParkingWaitStrategy();
    RingBuffer<Object> ring = RingBuffer.createMultiProducer(Object::new, 64, strategy);
    Sequence done = new Sequence();
    ring.addGatingSequences(done);
    SequenceBarrier barrier = ring.newBarrier();
    int each = 20_000;
    int publishers = 3;
    AtomicLong longestNs = new AtomicLong();
    CompletableFuture<Void> consumer =
        CompletableFuture.runAsync(
            () -> {
              try {
                long next = 0;
                while (next < (long) each * publishers) {
                  long startNs = System.nanoTime();
                  next = barrier.waitFor(next) + 1;
                  longestNs.accumulateAndGet(System.nanoTime() - startNs, Math::max);
                  done.set(next - 1);
                }
              } catch (AlertException | InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
              }
            },
            threads);
    CompletableFuture<?>[] all = new CompletableFuture<?>[publishers];
    for (int i = 0; i < publishers; i++) {
      all[i] =
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < each; n++) {
                  ring.publish(ring.next());
                  if (n % 64 == 0) {
                    LockSupport.parkNanos(1_000); // so that the consumer runs dry now and then
                  }
                }
              },
              threads);
    }
    CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);
    consumer.get(60, TimeUnit.SECONDS);
    assertEquals((long) each * publishers - 1, done.get());
    assertTrue(
        longestNs.get() < ParkingWaitStrategy.LONGEST_REST_NS,
        "waited " + longestNs.get() + " ns: a wake-up was lost");
  }

  @Test
  void shouldEndTheRestWhenAlerted() throws Exception {
    ParkingWaitStrategy strategy = new ParkingWaitStrategy();
    RingBuffer<Object> ring = RingBuffer.createMultiProducer(Object::new, 8, strategy);
    SequenceBarrier barrier = ring.newBarrier();
    Thread main = Thread.currentThread();
    CompletableFuture<Void> alerting =
        CompletableFuture.runAsync(
            () -> {
              while (main.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              barrier.alert();
            },
            threads);
    assertThrows(AlertException.class, () -> barrier.waitFor(0));
    alerting.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldEndTheRestWhenInterrupted() {
    RingBuffer<Object> ring =
        RingBuffer.createMultiProducer(Object::new, 8, new ParkingWaitStrategy());
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> ring.newBarrier().waitFor(0));
  }
}
