package io.tactus.pipeline;

import io.tactus.pipeline.ring.CommandRing;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What the stages measured. Each stage is recorded by the one thread that runs it; reading takes
 * the recordings over into a histogram since the start.
 */
final class StageStatistics implements EngineStatistics {
  private static final long HIGHEST = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Map<Stage, SingleWriterRecorder> recorders = new EnumMap<>(Stage.class);
  private final Map<Stage, Histogram> totals = new EnumMap<>(Stage.class);
  private final CommandRing ring;
  private final LongAdder rejected = new LongAdder();
  private final LongAdder applied = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder ticks = new LongAdder();
  private final LongAdder idleTicks = new LongAdder();
  private final LongAdder skippedTicks = new LongAdder();
  private volatile long appliedSequence;

  StageStatistics(CommandRing ring) {
    this.ring = ring;
    for (Stage stage : Stage.values()) {
      recorders.put(stage, new SingleWriterRecorder(1, HIGHEST, DIGITS));
      totals.put(stage, new Histogram(1, HIGHEST, DIGITS));
    }
  }

  /** The recorder of a stage, for its thread. */
  SingleWriterRecorder recorder(Stage stage) {
    return recorders.get(stage);
  }

  static void record(SingleWriterRecorder recorder, long value) {
    recorder.recordValue(Math.max(0, Math.min(value, HIGHEST)));
  }

  void onApplied(boolean refused) {
    applied.increment();
    if (refused) {
      rejected.increment();
    }
  }

  void onBatch() {
    batches.increment();
  }

  void onTick(long skipped) {
    ticks.increment();
    skippedTicks.add(skipped);
  }

  void onIdle(long beats) {
    idleTicks.add(beats);
  }

  void onPublished(long sequence) {
    appliedSequence = sequence;
  }

  @Override
  public Histogram histogram(Stage stage) {
    Histogram total = totals.get(stage);
    synchronized (total) {
      total.add(recorders.get(stage).getIntervalHistogram());
      return total.copy();
    }
  }

  @Override
  public long appliedSequence() {
    return appliedSequence;
  }

  @Override
  public long appliedCommands() {
    return applied.sum();
  }

  @Override
  public long rejectedCommands() {
    return rejected.sum();
  }

  @Override
  public long batches() {
    return batches.sum();
  }

  @Override
  public long ticks() {
    return ticks.sum();
  }

  @Override
  public long idleTicks() {
    return idleTicks.sum();
  }

  @Override
  public long skippedTicks() {
    return skippedTicks.sum();
  }

  @Override
  public int ringDepth() {
    return ring.depth();
  }

  @Override
  public long consumedPosition() {
    return ring.consumedPosition();
  }

  @Override
  public int ringSlots() {
    return ring.slots();
  }
}
