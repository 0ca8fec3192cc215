package io.tactus.pipeline.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history whose plug-in is kept in a jar that the disk does not hand out. */
class UnreadablePluginTest {
  private static final String SOURCE =
      """
      import io.tactus.pipeline.procedure.*;
      public final class Locked implements Plugin {
        public String name() { return "locked"; }
        public void register(Registry registry) {}
      }
      """;

  @TempDir Path folder;

  private final FaultyDisk disk = new FaultyDisk(1);
  private int failing;

  private static EngineConfig.Builder config() {
    return EngineConfig.builder().maxLogicalPages(4096).segmentBytes(1 << 16).ringSlots(64);
  }

  /** Its first reads of jars fail, as many as {@code failing}. */
  private Disk unreadable() {
    return new ForwardingDisk(disk) {
      @Override
      protected DiskFile forReading(DiskFile file) {
        return file.name().endsWith(".jar") && failing-- > 0 ? new UnreadableFile(file) : file;
      }
    };
  }

  @BeforeEach
  void install() throws IOException {
    Path jar = PluginJarBuilder.build(folder, "Locked", SOURCE);
    EngineConfig with = config().plugin(new PluginSource.Jar(jar)).build();
    try (Engine engine = Engine.open(with, disk, ProgressListener.SILENT)) {
      engine.snapshot().join();
    }
  }

  private void assertCannotRead() {
    Disk failingDisk = unreadable();
    JournalFailure failure =
        assertThrows(
            JournalFailure.class,
            () -> Engine.open(config().build(), failingDisk, ProgressListener.SILENT).close());
    assertTrue(failure.getMessage().startsWith("cannot read "), failure.getMessage());
    assertTrue(failure.getMessage().contains(".jar"), failure.getMessage());
  }

  /** An older one, or the beginning, would need the jar as well. */
  @Test
  void shouldNotPassOverTheSnapshotForIt() {
    failing = 1;
    assertCannotRead();
    try (Engine engine = Engine.open(config().build(), disk, ProgressListener.SILENT)) {
      assertEquals(List.of(), engine.recovery().passedOver());
      assertTrue(engine.recovery().snapshotSequence() > 0, "from the snapshot");
    }
  }

  @Test
  void shouldSayTheSameWhereTheJournalNamesThePlugin() throws IOException {
    for (String snapshot : disk.list("snapshots")) {
      disk.delete("snapshots/" + snapshot);
    }
    failing = Integer.MAX_VALUE;
    assertCannotRead();
  }
}
