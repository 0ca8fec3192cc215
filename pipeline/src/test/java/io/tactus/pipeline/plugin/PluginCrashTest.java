package io.tactus.pipeline.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.BrokenDisk;
import io.tactus.journal.BrokenVariant;
import io.tactus.journal.file.Disk;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.StepClock;
import io.tactus.pipeline.StepEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A crash at each file operation of a start with a plug-in's jar: what was journaled under it can
 * be replayed without its author's help, for the jar is in the folder before the journal names it.
 */
class PluginCrashTest {
  private static final String SOURCE =
      """
      import io.tactus.pipeline.procedure.*;
      public final class Kept implements Plugin {
        public String name() { return "kept"; }
        public void register(Registry registry) {
          registry.onTick("kept.beat", 1, context -> context.random());
        }
      }
      """;

  @TempDir Path folder;

  private final StepClock clock = new StepClock();
  private EngineConfig with;
  private EngineConfig without;

  private static EngineConfig.Builder config() {
    return EngineConfig.builder().maxLogicalPages(4096).segmentBytes(1 << 14).ringSlots(64);
  }

  @BeforeEach
  void build() throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Kept", SOURCE);
    with = config().plugin(new PluginSource.Jar(jar)).build();
    without = config().build();
  }

  private void run(EngineConfig config, Disk disk) {
    StepEngine engine = StepEngine.open(config, disk, clock);
    try {
      for (int i = 0; i < 3; i++) {
        clock.advanceNs(20_000_000);
        engine.beat();
        engine.step(10);
      }
    } finally {
      engine.crash();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheJarOfWhatWasJournaled(CrashMode mode) {
    crashEverywhere(BrokenDisk.Bug.NONE, mode);
  }

  @Test
  void shouldCatchJarsWhoseNamesAreNotForced() {
    for (CrashMode mode : new CrashMode[] {CrashMode.LOSE_UNFORCED, CrashMode.TEAR_UNFORCED}) {
      BrokenVariant.assertCaught(
          "the plug-in kept is missing",
          () -> crashEverywhere(BrokenDisk.Bug.PLUGINS_FOLDER_NOT_FORCED, mode));
    }
  }

  private void crashEverywhere(BrokenDisk.Bug bug, CrashMode mode) {
    FaultyDisk whole = new FaultyDisk(1);
    run(with, new BrokenDisk(whole, bug));
    int operations = whole.history().size();
    assertTrue(operations > 30, "operations " + operations);
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk disk = new FaultyDisk(operation).crashAt(operation);
      try {
        run(with, new BrokenDisk(disk, bug));
      } catch (SimulatedCrash e) {
        assertTrue(disk.history().size() >= operation, "crashed too early");
      }
      // A process that was killed leaves names unforced; the power goes after the next start.
      FaultyDisk found = disk.afterCrash(mode);
      if (mode == CrashMode.KEEP_UNFORCED) {
        run(without, new BrokenDisk(found, bug));
        found = found.afterCrash(CrashMode.LOSE_UNFORCED);
      }
      recover(found, operation);
    }
  }

  private void recover(FaultyDisk found, int operation) {
    try (StepEngine engine = StepEngine.open(without, found, clock)) {
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
    } catch (PluginMissing e) {
      throw new AssertionError("crashed at operation " + operation, e);
    }
  }
}
