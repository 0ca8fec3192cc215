package io.tactus.pipeline.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.Unreplayable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history whose plug-in is kept but does not load any more. */
class UnloadablePluginTest {
  private static final String BROKEN = "tactus.test.brokenPlugin";
  private static final String SOURCE =
      """
      import io.tactus.pipeline.procedure.*;
      public final class Fragile implements Plugin {
        public String name() { return "fragile"; }
        public void register(Registry registry) {
          if (Boolean.getBoolean("tactus.test.brokenPlugin")) {
            throw new IllegalArgumentException("not on this machine");
          }
        }
      }
      """;

  @TempDir Path folder;

  private static EngineConfig.Builder config() {
    return EngineConfig.builder().maxLogicalPages(4096).segmentBytes(1 << 16).ringSlots(64);
  }

  @AfterEach
  void mend() {
    System.clearProperty(BROKEN);
  }

  @Test
  void shouldStopRecoveryInsteadOfRefusingThePlugin() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    Path jar = PluginJarBuilder.build(folder, "Fragile", SOURCE);
    EngineConfig with = config().plugin(new PluginSource.Jar(jar)).build();
    EngineConfig without = config().build();
    Engine.open(with, disk, ProgressListener.SILENT).close();
    System.setProperty(BROKEN, "true");
    Unreplayable stopped =
        assertThrows(
            Unreplayable.class, () -> Engine.open(without, disk, ProgressListener.SILENT).close());
    assertTrue(stopped.reason().contains("fragile cannot be loaded"), stopped.reason());
    assertTrue(stopped.reason().contains("not on this machine"), stopped.reason());
    assertTrue(stopped.file().endsWith(".jar"), stopped.file());
    System.clearProperty(BROKEN);
    try (Engine engine = Engine.open(without, disk, ProgressListener.SILENT)) {
      assertEquals(EngineStatus.RUNNING, engine.status());
    }
  }
}
