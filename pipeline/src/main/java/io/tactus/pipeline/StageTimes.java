package io.tactus.pipeline;

import io.tactus.pipeline.EngineStatistics.Stage;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes the times of the stages. Each method belongs to the thread of its stage; nothing is
 * allocated.
 */
final class StageTimes {
  private final EngineClock clock;
  private final StageStatistics statistics;
  private final SingleWriterRecorder queue;
  private final SingleWriterRecorder journal;
  private final SingleWriterRecorder apply;
  private final SingleWriterRecorder total;
  private final SingleWriterRecorder batch;
  private final long[] admitted;
  private volatile long journalBegunNs;
  private volatile boolean journaling;
  private long applyBegunNs;
  private int taken;
  private int waiting;

  StageTimes(EngineClock clock, StageStatistics statistics, int maxWaiting) {
    this.clock = clock;
    this.statistics = statistics;
    this.queue = statistics.recorder(Stage.QUEUE);
    this.journal = statistics.recorder(Stage.JOURNAL);
    this.apply = statistics.recorder(Stage.APPLY);
    this.total = statistics.recorder(Stage.TOTAL);
    this.batch = statistics.recorder(Stage.BATCH_COMMANDS);
    this.admitted = new long[maxWaiting];
  }

  void journalBegins() {
    journalBegunNs = clock.nanoTime();
    journaling = true;
    taken = 0;
  }

  void taken(long admittedNs) {
    taken++;
    StageStatistics.record(queue, journalBegunNs - admittedNs);
  }

  void journalEnds() {
    journaling = false;
    if (taken > 0) {
      StageStatistics.record(journal, clock.nanoTime() - journalBegunNs);
      StageStatistics.record(batch, taken);
      statistics.onBatch();
    }
  }

  /** How long the group commit under way has taken, 0 if none is. Any thread. */
  long journalBusyNs() {
    long begunNs = journalBegunNs;
    return journaling ? Math.max(0, clock.nanoTime() - begunNs) : 0;
  }

  /** When the batch at hand began to be journaled. Journal stage. */
  long journalBegunNs() {
    return journalBegunNs;
  }

  /** When the batch at hand began to be applied. Apply stage. */
  long applyBegunNs() {
    return applyBegunNs;
  }

  void applyBegins() {
    applyBegunNs = clock.nanoTime();
  }

  /** A command was applied; its reply waits. Beyond the bound replies go unmeasured. */
  void applied(long admittedNs) {
    if (waiting < admitted.length) {
      admitted[waiting++] = admittedNs;
    }
  }

  /** The replies that waited are on their way. */
  void replied() {
    if (waiting > 0) {
      long nowNs = clock.nanoTime();
      for (int i = 0; i < waiting; i++) {
        StageStatistics.record(total, nowNs - admitted[i]);
      }
      waiting = 0;
    }
  }

  void applyEnds() {
    StageStatistics.record(apply, clock.nanoTime() - applyBegunNs);
  }
}
