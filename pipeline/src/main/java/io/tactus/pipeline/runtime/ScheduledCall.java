package io.tactus.pipeline.runtime;

/**
 * A row of the table of scheduled calls, as far as it decides when the call is due: at a tick, or
 * at a time.
 *
 * @param dueTick the tick, or {@link ScheduleTable#NO_TICK}
 * @param dueMicros the time, or {@link ScheduleTable#NO_TIME}
 */
public record ScheduledCall(long id, long dueTick, long dueMicros) {}
