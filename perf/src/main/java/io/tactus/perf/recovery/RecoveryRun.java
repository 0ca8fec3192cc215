package io.tactus.perf.recovery;

import io.tactus.journal.Durability;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.storage.page.Page;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast an engine comes back: from a journal of small commands, and from a large snapshot; both
 * out of the page cache.
 */
public final class RecoveryRun {
  /** A row of the table that snapshots are made of takes about a hundred more. */
  static final int NOTE_BYTES = 900;

  private static final int SMALL_NOTE_BYTES = 16;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SMALL_ROWS = 100_000;

  private final Path folder;

  /** Measures in a folder, which should be on the disk a server would use. */
  public RecoveryRun(Path folder) {
    this.folder = folder;
  }

  /**
   * One recovery: what was read, how long it took, and how much of that time the recovering thread
   * had a processor, which tells on a machine with other work.
   */
  public record Recovered(long amount, double seconds, double cpuSeconds) {
    /** Per second. */
    public double rate() {
      return amount / seconds;
    }
  }

  /** Settings for a state of about so many bytes, with nothing in the background. */
  static EngineConfig.Builder config(long stateBytes) {
    long pages = Math.max(16_384, stateBytes / Page.SIZE_BYTES * 3 / 2);
    return EngineConfig.builder()
        .maxLogicalPages(pages)
        .maxFrames(4 * pages + 1_000_000)
        .snapshotEveryCommands(0)
        .snapshotEveryJournalBytes(0)
        .snapshotBytesPerSecond(0)
        .hashEveryCommands(0);
  }

  /** Recovers so many updates of single rows, several times. */
  public List<Recovered> commands(long commands, int rounds) throws IOException {
    Path data = folder.resolve("commands");
    EngineConfig config = config(64L << 20).durability(Durability.OS).build();
    try (FilledEngine filled = new FilledEngine(data, config)) {
      filled.createTable(SMALL_NOTE_BYTES);
      filled.insert(SMALL_ROWS, SMALL_NOTE_BYTES);
      filled.engine().snapshot().join();
      filled.update(commands, SMALL_ROWS);
    }
    return recover(data, config, rounds);
  }

  /** Recovers a snapshot of about so many bytes with next to nothing behind it. */
  public List<Recovered> snapshot(long bytes, int rounds) throws IOException {
    Path data = folder.resolve("snapshot");
    EngineConfig config = config(bytes).durability(Durability.OS).build();
    long size;
    try (FilledEngine filled = new FilledEngine(data, config)) {
      filled.createTable(NOTE_BYTES);
      filled.insert(bytes / (NOTE_BYTES + 100), NOTE_BYTES);
      size = filled.engine().snapshot().join().sizeBytes();
    }
    List<Recovered> recovered = new ArrayList<>();
    for (Recovered one : recover(data, config, rounds)) {
      recovered.add(new Recovered(size, one.seconds(), one.cpuSeconds()));
    }
    return recovered;
  }

  private static List<Recovered> recover(Path data, EngineConfig config, int rounds)
      throws IOException {
    List<Recovered> recovered = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long begunNs = System.nanoTime();
      long cpuNs = THREADS.getCurrentThreadCpuTime();
      try (Engine engine = Engine.open(config, NioDisk.at(data), ProgressListener.SILENT)) {
        double seconds = (System.nanoTime() - begunNs) / 1e9;
        double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpuNs) / 1e9;
        recovered.add(new Recovered(engine.recovery().commands(), seconds, cpuSeconds));
      }
    }
    return recovered;
  }
}
