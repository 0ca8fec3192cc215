package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.TickHandler;

/** A tick handler and when it runs. */
public record RegisteredTickHandler(
    String plugin, String name, int everyTicks, TickHandler handler) {

  /** Whether a tick is due that stands for the beats after {@code previous} up to {@code tick}. */
  public boolean isDue(long previous, long tick) {
    return Math.floorDiv(tick, everyTicks) > Math.floorDiv(previous, everyTicks);
  }
}
