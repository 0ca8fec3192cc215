package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.TickHandler;

/**
 * A tick handler and when it runs.
 *
 * @param table it runs only while this table has rows; null if it always runs
 */
public record RegisteredTickHandler(
    String plugin, String name, int everyTicks, String table, TickHandler handler) {

  /** Whether a tick is due that stands for the beats after {@code previous} up to {@code tick}. */
  public boolean isDue(long previous, long tick) {
    return Math.floorDiv(tick, everyTicks) > Math.floorDiv(previous, everyTicks);
  }
}
