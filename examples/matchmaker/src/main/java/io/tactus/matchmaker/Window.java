package io.tactus.matchmaker;

/**
 * One step of a widening search: from {@code afterMicros} of waiting on, a ticket accepts opponents
 * whose skill lies within {@code skillRange} of its own.
 *
 * @param afterMicros waiting time from which the step holds, in microseconds, 0 or more
 * @param skillRange largest accepted difference in skill, 0 or more, in the units of the mode
 * @param anyRegion whether the regions the ticket asked for no longer matter
 */
record Window(long afterMicros, double skillRange, boolean anyRegion) {}
