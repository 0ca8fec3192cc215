package io.tactus.pipeline.tick;

/**
 * Decides, each time it is polled, what to do about the beats that are due.
 *
 * <ul>
 *   <li>A beat for which nothing waits is only announced: it costs no command and no force.
 *   <li>A beat for which something waits becomes a TICK command, one at a time: the next one waits
 *       until it was applied.
 *   <li>After a stall at most {@link #MAX_CATCH_UP} late beats run; the first of them stands for
 *       all the earlier ones as well and says how many it skipped.
 * </ul>
 *
 * <p>Threading: one thread polls; {@link #announcedTick()} any thread.
 */
public final class TickClock {
  /** Most late beats that are run one by one. */
  public static final int MAX_CATCH_UP = 4;

  /** How long to wait before trying again what could not be done. */
  private static final long RETRY_NS = 200_000;

  private final BeatSchedule schedule;
  private final BeatTarget target;
  private long taken;
  private long submitted;
  private boolean overran;
  private volatile long announced;

  /** A clock whose base beat has begun already. */
  public TickClock(BeatSchedule schedule, BeatTarget target) {
    this.schedule = schedule;
    this.target = target;
    this.taken = schedule.baseTick();
    this.submitted = schedule.baseTick();
    this.announced = schedule.baseTick();
  }

  /**
   * Takes up the beats that are due.
   *
   * @return nanoseconds after which to poll again
   */
  public long poll(long nowNs) {
    long latest = schedule.latestDue(nowNs);
    while (taken < latest) {
      if (target.appliedTick() < submitted) {
        overran = true;
        return RETRY_NS;
      }
      if (overran) {
        overran = false;
        target.onLate(nowNs - schedule.dueNs(submitted + 1));
      }
      long next = Math.max(taken + 1, latest - MAX_CATCH_UP + 1);
      if (!target.isDue(taken, next)) {
        passIdle(next, nowNs);
      } else if (target.isPaused()) {
        return schedule.periodNs();
      } else if (target.trySubmit(next, next - taken - 1)) {
        target.onBeat(nowNs - schedule.dueNs(next));
        taken = next;
        submitted = next;
      } else {
        return RETRY_NS;
      }
    }
    return Math.max(0, schedule.dueNs(taken + 1) - nowNs);
  }

  private void passIdle(long next, long nowNs) {
    target.onIdle(next, next - taken);
    target.onBeat(nowNs - schedule.dueNs(next));
    taken = next;
    announced = next;
  }

  /** The last beat announced without a command. */
  public long announcedTick() {
    return announced;
  }
}
