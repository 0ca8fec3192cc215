package io.tactus.pipeline;

import io.tactus.journal.Durability;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.parallel.ParallelWorkers;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of an engine.
 *
 * <p>Those marked <em>decides outcomes</em> are journaled in a CONFIG command at every start; a
 * replay takes them from there and not from here.
 *
 * @param durability what a reply waits for
 * @param segmentBytes size of a journal segment
 * @param ringSlots commands that may wait, a power of two
 * @param slotBytes largest command that fits its slot
 * @param largeBuffers how many commands above {@code slotBytes} may wait
 * @param maxCommandBytes largest command; with small journal segments, what a segment holds
 * @param replyRingBytes room for replies of one submitter, a power of two
 * @param maxBatch most commands of one group commit
 * @param layout one consumer thread or two
 * @param waitStrategy how they wait
 * @param applyMode when commands show
 * @param tickRateHz beats per second, 15 to 120; decides outcomes
 * @param maxLogicalPages pages the state may take; decides outcomes
 * @param workBudget rows one command may read and write, and steps a procedure may run; decides
 *     outcomes
 * @param resultLimitBytes largest result of one command; decides outcomes
 * @param maxFrames page frames for the state and what readers hold of older versions; unused ones
 *     cost no memory
 * @param snapshotEveryCommands a background snapshot after so many commands, 0 for none
 * @param snapshotEveryMs a background snapshot when commands came and the last is this old, 0 for
 *     none
 * @param snapshotEveryJournalBytes a background snapshot after so much journal, 0 for none
 * @param snapshotsKept good snapshots to keep in any case
 * @param historyKeptMs how far back in journal time history is kept beyond that, 0 for no farther
 * @param historyMaxBytes of snapshots and journal, above which history goes before its time, 0 for
 *     no bound
 * @param snapshotBytesPerSecond how fast a background snapshot may write, 0 for no bound
 * @param hashEveryCommands a HASH record after at least so many commands, 0 for none
 * @param diskLimits when the disk is said to be full or slow
 * @param changeLogBytes room for row changes kept for change feeds, a power of two, at least {@link
 *     ChangeLog#MIN_BYTES}
 * @param parallelWorkers threads that help with parallel work of procedures, and to bring indexes
 *     up to date at the end of large commands; 0 for none. Changes no outcome
 * @param plugins the plug-ins to run, in order
 * @param voidSequences commands to void before recovery
 * @param newEpoch opens a new log epoch (after a restore)
 */
public record EngineConfig(
    Durability durability,
    int segmentBytes,
    int ringSlots,
    int slotBytes,
    int largeBuffers,
    int maxCommandBytes,
    int replyRingBytes,
    int maxBatch,
    ThreadLayout layout,
    WaitStrategyKind waitStrategy,
    ApplyMode applyMode,
    int tickRateHz,
    long maxLogicalPages,
    long workBudget,
    int resultLimitBytes,
    long maxFrames,
    long snapshotEveryCommands,
    long snapshotEveryMs,
    long snapshotEveryJournalBytes,
    int snapshotsKept,
    long historyKeptMs,
    long historyMaxBytes,
    long snapshotBytesPerSecond,
    long hashEveryCommands,
    DiskLimits diskLimits,
    int changeLogBytes,
    int parallelWorkers,
    List<PluginSource> plugins,
    List<Long> voidSequences,
    boolean newEpoch) {

  /** Slowest beat. */
  public static final int MIN_TICK_RATE_HZ = 1;

  /** Fastest beat. */
  public static final int MAX_TICK_RATE_HZ = 1000;

  /** Checks the bounds. */
  public EngineConfig {
    plugins = List.copyOf(plugins);
    voidSequences = List.copyOf(voidSequences);
    check(Integer.bitCount(ringSlots) == 1 && ringSlots >= 64, "ringSlots", ringSlots);
    check(slotBytes >= 64 && slotBytes % 8 == 0, "slotBytes", slotBytes);
    check(largeBuffers >= 1, "largeBuffers", largeBuffers);
    check(maxCommandBytes >= slotBytes, "maxCommandBytes", maxCommandBytes);
    check(
        Integer.bitCount(replyRingBytes) == 1 && replyRingBytes >= 4 * resultLimitBytes,
        "replyRingBytes",
        replyRingBytes);
    check(maxBatch >= 1, "maxBatch", maxBatch);
    check(
        tickRateHz >= MIN_TICK_RATE_HZ && tickRateHz <= MAX_TICK_RATE_HZ, "tickRateHz", tickRateHz);
    check(maxLogicalPages >= 64, "maxLogicalPages", maxLogicalPages);
    check(workBudget >= 1, "workBudget", workBudget);
    check(resultLimitBytes >= 1024, "resultLimitBytes", resultLimitBytes);
    long leastFrames = frameBudget(maxLogicalPages, ringSlots).maxFrames();
    if (maxFrames < leastFrames) {
      throw new IllegalArgumentException(
          "maxFrames out of bounds: "
              + maxFrames
              + "; "
              + maxLogicalPages
              + " pages and "
              + ringSlots
              + " commands in flight need at least "
              + leastFrames);
    }
    check(snapshotEveryCommands >= 0, "snapshotEveryCommands", snapshotEveryCommands);
    check(snapshotEveryMs >= 0, "snapshotEveryMs", snapshotEveryMs);
    check(snapshotEveryJournalBytes >= 0, "snapshotEveryJournalBytes", snapshotEveryJournalBytes);
    check(snapshotsKept >= 1, "snapshotsKept", snapshotsKept);
    check(historyKeptMs >= 0, "historyKeptMs", historyKeptMs);
    check(historyMaxBytes >= 0, "historyMaxBytes", historyMaxBytes);
    check(snapshotBytesPerSecond >= 0, "snapshotBytesPerSecond", snapshotBytesPerSecond);
    check(hashEveryCommands >= 0, "hashEveryCommands", hashEveryCommands);
    check(
        Integer.bitCount(changeLogBytes) == 1 && changeLogBytes >= ChangeLog.MIN_BYTES,
        "changeLogBytes",
        changeLogBytes);
    check(
        parallelWorkers >= 0 && parallelWorkers <= ParallelWorkers.MAX_WORKERS,
        "parallelWorkers",
        parallelWorkers);
  }

  /** The frames that are needed without slow readers. */
  private static FrameBudget frameBudget(long maxLogicalPages, int ringSlots) {
    return FrameBudget.within(maxLogicalPages, 0, ringSlots);
  }

  private static void check(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " out of bounds: " + value);
    }
  }

  /** The defaults, as a place to start from. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. Threading: one thread. */
  public static final class Builder {
    private Durability durability = Durability.FSYNC;
    private int segmentBytes = 64 << 20;
    private int ringSlots = 4096;
    private int slotBytes = 1024;
    private int largeBuffers = 16;
    private int maxCommandBytes = 1 << 20;
    private int replyRingBytes = 8 << 20;
    private int maxBatch = 1024;
    private ThreadLayout layout = ThreadLayout.FUSED;
    private WaitStrategyKind waitStrategy = WaitStrategyKind.PARKING;
    private ApplyMode applyMode = ApplyMode.ARRIVAL;
    private int tickRateHz = 60;
    private long maxLogicalPages = 1L << 18;
    private long workBudget = 1_000_000;
    private int resultLimitBytes = 1 << 20;
    private long maxFrames;
    private long snapshotEveryCommands = 1_000_000;
    private long snapshotEveryMs;
    private long snapshotEveryJournalBytes = 1L << 30;
    private int snapshotsKept = 2;
    private long historyKeptMs;
    private long historyMaxBytes;
    private long snapshotBytesPerSecond = 64L << 20;
    private long hashEveryCommands = 1_000;
    private DiskLimits diskLimits = DiskLimits.DEFAULT;
    private int changeLogBytes = 8 << 20;
    private int parallelWorkers =
        Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 0, ParallelWorkers.MAX_WORKERS);
    private final List<PluginSource> plugins = new ArrayList<>();
    private final List<Long> voidSequences = new ArrayList<>();
    private boolean newEpoch;

    private Builder() {}

    public Builder durability(Durability value) {
      durability = value;
      return this;
    }

    public Builder segmentBytes(int value) {
      segmentBytes = value;
      return this;
    }

    public Builder ringSlots(int value) {
      ringSlots = value;
      return this;
    }

    public Builder slotBytes(int value) {
      slotBytes = value;
      return this;
    }

    public Builder largeBuffers(int value) {
      largeBuffers = value;
      return this;
    }

    public Builder maxCommandBytes(int value) {
      maxCommandBytes = value;
      return this;
    }

    public Builder replyRingBytes(int value) {
      replyRingBytes = value;
      return this;
    }

    public Builder maxBatch(int value) {
      maxBatch = value;
      return this;
    }

    public Builder layout(ThreadLayout value) {
      layout = value;
      return this;
    }

    public Builder waitStrategy(WaitStrategyKind value) {
      waitStrategy = value;
      return this;
    }

    public Builder applyMode(ApplyMode value) {
      applyMode = value;
      return this;
    }

    public Builder tickRateHz(int value) {
      tickRateHz = value;
      return this;
    }

    public Builder maxLogicalPages(long value) {
      maxLogicalPages = value;
      return this;
    }

    public Builder workBudget(long value) {
      workBudget = value;
      return this;
    }

    public Builder resultLimitBytes(int value) {
      resultLimitBytes = value;
      return this;
    }

    /**
     * Without this, or with 0, as many as the pages, the ring and as many pages again for readers
     * need.
     */
    public Builder maxFrames(long value) {
      maxFrames = value;
      return this;
    }

    public Builder snapshotEveryCommands(long value) {
      snapshotEveryCommands = value;
      return this;
    }

    public Builder snapshotEveryMs(long value) {
      snapshotEveryMs = value;
      return this;
    }

    public Builder snapshotEveryJournalBytes(long value) {
      snapshotEveryJournalBytes = value;
      return this;
    }

    public Builder historyKeptMs(long value) {
      historyKeptMs = value;
      return this;
    }

    public Builder historyMaxBytes(long value) {
      historyMaxBytes = value;
      return this;
    }

    public Builder snapshotsKept(int value) {
      snapshotsKept = value;
      return this;
    }

    public Builder snapshotBytesPerSecond(long value) {
      snapshotBytesPerSecond = value;
      return this;
    }

    public Builder hashEveryCommands(long value) {
      hashEveryCommands = value;
      return this;
    }

    public Builder diskLimits(DiskLimits value) {
      diskLimits = value;
      return this;
    }

    public Builder changeLogBytes(int value) {
      changeLogBytes = value;
      return this;
    }

    /** Without this, one for each core but one. */
    public Builder parallelWorkers(int value) {
      parallelWorkers = value;
      return this;
    }

    /** Adds a plug-in. */
    public Builder plugin(PluginSource value) {
      plugins.add(value);
      return this;
    }

    /** Voids a command. */
    public Builder voidSequence(long value) {
      voidSequences.add(value);
      return this;
    }

    public Builder newEpoch(boolean value) {
      newEpoch = value;
      return this;
    }

    private long frames() {
      return maxFrames > 0
          ? maxFrames
          : frameBudget(maxLogicalPages, ringSlots).withReaderFrames(maxLogicalPages).maxFrames();
    }

    public EngineConfig build() {
      return new EngineConfig(
          durability,
          segmentBytes,
          ringSlots,
          slotBytes,
          largeBuffers,
          maxCommandBytes,
          replyRingBytes,
          maxBatch,
          layout,
          waitStrategy,
          applyMode,
          tickRateHz,
          maxLogicalPages,
          workBudget,
          resultLimitBytes,
          frames(),
          snapshotEveryCommands,
          snapshotEveryMs,
          snapshotEveryJournalBytes,
          snapshotsKept,
          historyKeptMs,
          historyMaxBytes,
          snapshotBytesPerSecond,
          hashEveryCommands,
          diskLimits,
          changeLogBytes,
          parallelWorkers,
          plugins,
          voidSequences,
          newEpoch);
    }
  }
}
