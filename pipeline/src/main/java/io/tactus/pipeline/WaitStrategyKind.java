package io.tactus.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.LiteBlockingWaitStrategy;
import com.lmax.disruptor.LiteTimeoutBlockingWaitStrategy;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.tactus.pipeline.ring.ParkingWaitStrategy;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How a consumer waits for commands: latency against processor time. */
public enum WaitStrategyKind {
  PARKING,
  BLOCKING,
  LITE_BLOCKING,
  TIMEOUT_BLOCKING,
  LITE_TIMEOUT_BLOCKING,
  PHASED,
  SLEEPING,
  YIELDING,
  BUSY_SPIN;

  private static final long SPIN_NS = 20_000;
  private static final long YIELD_NS = 50_000;
  private static final long TIMEOUT_MS = 1;

  /** The kind called {@code name}, written as in configuration files: {@code lite-blocking}. */
  public static WaitStrategyKind parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The name as configuration files write it. */
  public String configurationName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  WaitStrategy create() {
    return switch (this) {
      case PARKING -> new ParkingWaitStrategy();
      case BLOCKING -> new BlockingWaitStrategy();
      case LITE_BLOCKING -> new LiteBlockingWaitStrategy();
      case TIMEOUT_BLOCKING -> new TimeoutBlockingWaitStrategy(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      case LITE_TIMEOUT_BLOCKING ->
          new LiteTimeoutBlockingWaitStrategy(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      case PHASED ->
          PhasedBackoffWaitStrategy.withLock(SPIN_NS, SPIN_NS + YIELD_NS, TimeUnit.NANOSECONDS);
      case SLEEPING -> new SleepingWaitStrategy();
      case YIELDING -> new YieldingWaitStrategy();
      case BUSY_SPIN -> new BusySpinWaitStrategy();
    };
  }
}
