package io.tactus.pipeline;

import org.HdrHistogram.Histogram;

/**
 * Counters and latency histograms of an engine. Values are nanoseconds unless named otherwise.
 *
 * <p>Threading: any thread; each reading is a moment old. Histograms are since the start.
 */
public interface EngineStatistics {
  /** The stages a command goes through, and what is measured beside them. */
  enum Stage {
    /** From admission to the journal handler. */
    QUEUE,
    /** Append, write and force of one batch. */
    JOURNAL,
    /** Applying one batch and publishing it. */
    APPLY,
    /** From admission to the release of the reply. */
    TOTAL,
    /** How late a beat was taken up. */
    TICK_JITTER,
    /** How much longer than its period the work of a beat took. */
    TICK_OVERRUN,
    /** Commands per batch (not nanoseconds). */
    BATCH_COMMANDS
  }

  /** A copy of a histogram as of now. */
  Histogram histogram(Stage stage);

  /** Sequence of the last command applied. */
  long appliedSequence();

  /** Commands applied, and of those the refused ones. */
  long appliedCommands();

  long rejectedCommands();

  /** Batches journaled. */
  long batches();

  /** Beats applied as TICK commands, idle ones coalesced without a record, and those skipped. */
  long ticks();

  long idleTicks();

  long skippedTicks();

  /** Commands in the ring now, and its size. */
  int ringDepth();

  int ringSlots();

  /** Place in the ring up to which commands were dealt with: while some wait, it moves. */
  long consumedPosition();
}
