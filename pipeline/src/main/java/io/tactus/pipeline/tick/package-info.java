/**
 * The beat. {@link io.tactus.pipeline.tick.BeatSchedule} says when beats are due and never drifts;
 * {@link io.tactus.pipeline.tick.TickClock} decides what to do about those that are, on its own
 * thread or stepped by a simulation; time comes in from outside, through {@link
 * io.tactus.pipeline.tick.BeatTime}, which knows what to do when clocks disagree.
 */
package io.tactus.pipeline.tick;
