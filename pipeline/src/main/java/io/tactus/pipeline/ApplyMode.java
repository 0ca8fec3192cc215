package io.tactus.pipeline;

/** When commands show. Either way they are applied one by one in journal order. */
public enum ApplyMode {
  /** As they come: every batch is published and answered at once. */
  ARRIVAL,
  /** On the beat: publication and replies wait for the next tick. */
  TICK
}
