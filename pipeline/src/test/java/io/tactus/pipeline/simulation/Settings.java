package io.tactus.pipeline.simulation;

import io.tactus.journal.Durability;
import io.tactus.pipeline.ApplyMode;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.plugin.PluginSource;
import java.util.Random;

/** Random settings for one run of the engine: small, so that everything fills up and rolls over. */
final class Settings {
  static final long PAGES = 4096;

  private static final int[] TICK_RATES = {15, 60, 120};
  private static final int[] SNAPSHOT_EVERY = {0, 12, 40};
  private static final long FRAMES = 8 * PAGES;

  private Settings() {}

  /**
   * Makes them up.
   *
   * @param pagesInUse the state's pages, so that a low limit is soon met and not far below
   */
  static EngineConfig.Builder next(
      Random random, Durability durability, long pagesInUse, Coverage coverage) {
    boolean low = pagesInUse > 0 && random.nextInt(3) == 0;
    boolean idle = pagesInUse > 0 && random.nextInt(4) == 0;
    boolean onTheBeat = random.nextInt(4) == 0;
    coverage.count(low ? "run with little memory" : "run with enough memory");
    coverage.count(onTheBeat ? "run applied on the beat" : "run applied on arrival");
    return EngineConfig.builder()
        .durability(durability)
        .segmentBytes(1 << (14 + random.nextInt(3)))
        .maxLogicalPages(low ? Math.max(64, pagesInUse + random.nextInt(24) - 2) : PAGES)
        .maxFrames(FRAMES)
        .workBudget(idle ? 40 : 5000)
        .tickRateHz(TICK_RATES[random.nextInt(TICK_RATES.length)])
        .applyMode(onTheBeat ? ApplyMode.TICK : ApplyMode.ARRIVAL)
        .ringSlots(64)
        .slotBytes(256)
        .largeBuffers(4)
        .maxCommandBytes(1 << 13)
        .resultLimitBytes(1 << 13)
        .replyRingBytes(1 << 16)
        .changeLogBytes(ChangeLog.MIN_BYTES)
        .snapshotEveryCommands(SNAPSHOT_EVERY[random.nextInt(SNAPSHOT_EVERY.length)])
        .snapshotsKept(1 + random.nextInt(3))
        .snapshotBytesPerSecond(0)
        .hashEveryCommands(1 + random.nextInt(5))
        .parallelWorkers(random.nextInt(4) == 0 ? 1 : 0)
        .plugin(new PluginSource.BuiltIn(new BankPlugin()));
  }
}
