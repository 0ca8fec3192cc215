package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.Engine;
import io.tactus.pipeline.backup.BackupStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Backups of running engines, pulled slowly while commands go on, and the last one that came to its
 * end. Threading: one thread.
 */
final class Backups implements AutoCloseable {
  private static final int ONE_IN = 25;
  private static final int MOST_BYTES_A_ROUND = 256 << 10;

  private final Tape tape;
  private final Coverage coverage;
  private final Random random;
  private final ByteArrayOutputStream pulled = new ByteArrayOutputStream();
  private BackupStream running;
  private List<Entry> runningHistory;
  private Saved last;

  /**
   * A backup in a file.
   *
   * @param history what it must hold
   */
  record Saved(Path file, List<Entry> history, long createdMicros) {}

  Backups(Tape tape, Coverage coverage, Random random) {
    this.tape = tape;
    this.coverage = coverage;
    this.random = random;
  }

  /** The last whole one, or null. */
  Saved last() {
    return last;
  }

  /**
   * Begins one now and then, when everything is answered, and pulls at the one that was begun.
   *
   * @param quiet whether all that was submitted has been answered
   */
  void round(Engine engine, WatchedDisk watched, boolean quiet) {
    try {
      if (running != null) {
        pull();
      } else if (quiet && random.nextInt(ONE_IN) == 0) {
        begin(engine);
      }
    } catch (IOException | RuntimeException e) {
      assertTrue(watched.crashed() || watched.failures() > 0, () -> "no backup: " + e);
      coverage.count("backup failed");
      breakOff();
    }
  }

  private void begin(Engine engine) {
    List<Entry> history = tape.copyOf(tape.last());
    running = engine.backup(random.nextBoolean()).orElseThrow();
    runningHistory = history;
    pulled.reset();
    assertEquals(tape.last(), running.manifest().sequence(), "what a backup says it holds");
    coverage.count("backup begun");
  }

  private void pull() throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(1 + random.nextInt(MOST_BYTES_A_ROUND));
    boolean any = running.read(piece);
    pulled.write(piece.array(), 0, piece.position());
    if (!any || piece.hasRemaining()) {
      assertEquals(running.sizeBytes(), pulled.size(), "bytes of a backup");
      Path file = last == null ? Files.createTempFile("tactus-simulation", ".tar") : last.file();
      Files.write(file, pulled.toByteArray());
      last = new Saved(file, runningHistory, running.manifest().createdMicros());
      coverage.count("backup");
      breakOff();
    }
  }

  /** Lets go of the one that is under way, if there is one. */
  void breakOff() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  @Override
  public void close() {
    breakOff();
    if (last != null) {
      try {
        Files.deleteIfExists(last.file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
