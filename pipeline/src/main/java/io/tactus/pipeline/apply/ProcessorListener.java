package io.tactus.pipeline.apply;

import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ring.CommandEvent;

/** Is told what the processor does, for statistics and clocks. Threading: applying thread. */
public interface ProcessorListener {
  /** A listener that wants nothing. */
  ProcessorListener NONE = new ProcessorListener() {};

  /** A command was applied or refused; its reply waits for the publication. */
  default void onApplied(CommandEvent event, Outcome outcome) {}

  /** A beat was applied. */
  default void onTick(long number, long skipped) {}

  /** Everything up to a command was published; nobody was told yet. */
  default void onPublished(long sequence) {}

  /** The replies to everything up to a command are on their way. */
  default void onReplied(long sequence) {}
}
