package io.tactus.pipeline.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * When the calls in {@link ScheduleTable} are due. Not state: built again from the table.
 *
 * <p>Threading: applying thread, except {@link #nextDueTick()} and {@link #nextDueMicros()}.
 */
public final class ScheduleQueue {
  private final PriorityQueue<ScheduledCall> byTick =
      new PriorityQueue<>(Comparator.comparingLong(ScheduledCall::dueTick));
  private final PriorityQueue<ScheduledCall> byTime =
      new PriorityQueue<>(Comparator.comparingLong(ScheduledCall::dueMicros));
  private volatile long nextDueTick = Long.MAX_VALUE;
  private volatile long nextDueMicros = Long.MAX_VALUE;

  public void clear() {
    byTick.clear();
    byTime.clear();
    noteNext();
  }

  /** Adds a call that was committed. */
  public void add(ScheduledCall call) {
    (call.dueTick() == ScheduleTable.NO_TICK ? byTime : byTick).add(call);
    noteNext();
  }

  /** Takes out the ids of all calls that are due, in the order in which they were scheduled. */
  public List<Long> takeDue(long tick, long tickTimeMicros) {
    if (tick < nextDueTick && tickTimeMicros < nextDueMicros) {
      return List.of();
    }
    List<Long> ids = new ArrayList<>();
    while (!byTick.isEmpty() && byTick.peek().dueTick() <= tick) {
      ids.add(byTick.poll().id());
    }
    while (!byTime.isEmpty() && byTime.peek().dueMicros() <= tickTimeMicros) {
      ids.add(byTime.poll().id());
    }
    Collections.sort(ids);
    noteNext();
    return ids;
  }

  /** The earliest tick for which a call waits, or {@link Long#MAX_VALUE}. Any thread. */
  public long nextDueTick() {
    return nextDueTick;
  }

  /** The earliest time for which a call waits, or {@link Long#MAX_VALUE}. Any thread. */
  public long nextDueMicros() {
    return nextDueMicros;
  }

  private void noteNext() {
    nextDueTick = byTick.isEmpty() ? Long.MAX_VALUE : byTick.peek().dueTick();
    nextDueMicros = byTime.isEmpty() ? Long.MAX_VALUE : byTime.peek().dueMicros();
  }
}
