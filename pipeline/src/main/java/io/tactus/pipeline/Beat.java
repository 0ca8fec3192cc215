package io.tactus.pipeline;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.EngineStatistics.Stage;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.TickCommand;
import io.tactus.pipeline.plugin.RegisteredTickHandler;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.pipeline.runtime.ScheduleQueue;
import io.tactus.pipeline.tick.BeatTarget;
import java.util.List;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the beat drives: TICK commands into the ring, when a tick handler, a scheduled call or (in
 * apply mode {@code tick}) a command waits for them.
 *
 * <p>Threading: tick thread, except {@link #onApplied} and {@link #onPublished} (applying thread)
 * and {@link #lastTick()} (any).
 */
final class Beat implements BeatTarget {
  private final CommandRing ring;
  private final ApplyState state;
  private final ApplyMode mode;
  private final StageStatistics statistics;
  private final ConfigCommand config;
  private final EngineHealth health;
  private final SingleWriterRecorder jitter;
  private final SingleWriterRecorder overrun;
  private final UnsafeBuffer body = new UnsafeBuffer(new byte[TickCommand.SIZE_BYTES]);
  private long cursorAtTick = -1;
  private volatile long applied;
  private volatile long taken;
  private volatile long handlersWithWork;

  Beat(
      CommandRing ring,
      ApplyState state,
      ApplyMode mode,
      StageStatistics statistics,
      ConfigCommand config,
      EngineHealth health) {
    this.ring = ring;
    this.state = state;
    this.mode = mode;
    this.statistics = statistics;
    this.config = config;
    this.health = health;
    this.jitter = statistics.recorder(Stage.TICK_JITTER);
    this.overrun = statistics.recorder(Stage.TICK_OVERRUN);
    this.applied = config.baseTick();
    this.taken = config.baseTick();
  }

  @Override
  public boolean isDue(long previous, long tick) {
    if (mode == ApplyMode.TICK && ring.ring().getCursor() > cursorAtTick) {
      return true;
    }
    ScheduleQueue schedule = state.schedule();
    if (schedule.nextDueTick() <= tick || schedule.nextDueMicros() <= config.tickTimeMicros(tick)) {
      return true;
    }
    List<RegisteredTickHandler> handlers = state.plugins().tickHandlers();
    for (int i = 0; i < handlers.size(); i++) {
      if (handlers.get(i).isDue(previous, tick) && hadWork(i)) {
        return true;
      }
    }
    return false;
  }

  /** What it says decides only whether a TICK is journaled; the TICK itself looks at the tables. */
  private boolean hadWork(int handler) {
    return handler >= Long.SIZE || (handlersWithWork & (1L << handler)) != 0;
  }

  /** Notes which tick handlers have something to do in the state just published. */
  void onPublished() {
    List<RegisteredTickHandler> handlers = state.plugins().tickHandlers();
    long found = 0;
    for (int i = 0; i < Math.min(Long.SIZE, handlers.size()); i++) {
      if (state.hasWork(handlers.get(i))) {
        found |= 1L << i;
      }
    }
    if (found != handlersWithWork) {
      handlersWithWork = found;
    }
  }

  /** While the disk is short of room, only for commands admitted before, which wait for a beat. */
  @Override
  public boolean isPaused() {
    boolean waitedFor = mode == ApplyMode.TICK && ring.ring().getCursor() > cursorAtTick;
    return health.isDiskShort() && !waitedFor;
  }

  @Override
  public boolean trySubmit(long tick, long skipped) {
    long claimed = ring.tryClaimForEngine();
    if (claimed < 0) {
      return false;
    }
    try {
      TickCommand.encode(body, 0, tick, config.tickTimeMicros(tick), skipped);
      CommandEvent event = ring.event(claimed);
      event.replyTo(null, 0, 0, System.nanoTime());
      event.admit(RecordType.TICK, 0, 0, 0, body, 0, TickCommand.SIZE_BYTES, null);
    } finally {
      ring.publish(claimed);
    }
    cursorAtTick = claimed;
    taken = tick;
    return true;
  }

  @Override
  public long appliedTick() {
    return applied;
  }

  @Override
  public void onBeat(long lateNs) {
    StageStatistics.record(jitter, lateNs);
  }

  @Override
  public void onLate(long overrunNs) {
    StageStatistics.record(overrun, overrunNs);
  }

  @Override
  public void onIdle(long tick, long beats) {
    statistics.onIdle(beats);
    taken = tick;
  }

  void onApplied(long tick) {
    applied = tick;
  }

  long lastTick() {
    return taken;
  }
}
