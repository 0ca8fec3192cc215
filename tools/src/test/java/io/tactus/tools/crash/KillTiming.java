package io.tactus.tools.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Settings under which there is always something going on, and the moments to kill at: any, or one
 * that the folder shows. It only aims; what a kill has met is for {@link FolderTraces} to say.
 *
 * <p>Threading: one thread.
 */
final class KillTiming {
  private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long LOOK_EVERY_NS = 300_000;
  private static final long MOST_LATE_NS = TimeUnit.MILLISECONDS.toNanos(30);

  /** A snapshot takes so long, and so does reading it back before others go. */
  private static final int SNAPSHOTS_A_SECOND = 4;

  private static final int LEAST_RATE = 256 << 10;
  private static final int SNAPSHOT_EVERY = 400;
  private static final int[] SEGMENT_KIB = {64, 128, 1024};

  private final Random random;
  private final FolderTraces traces;
  private int kept = 1;

  KillTiming(Random random, FolderTraces traces) {
    this.random = random;
    this.traces = traces;
  }

  /** How many snapshots the server with the last settings keeps. */
  int kept() {
    return kept;
  }

  /** Settings for the next start. */
  List<String> nextSettings() throws IOException {
    kept = 1 + random.nextInt(2);
    long rate = Math.max(LEAST_RATE, SNAPSHOTS_A_SECOND * traces.newestSnapshotBytes());
    return List.of(
        "--journal-segment-bytes=" + SEGMENT_KIB[random.nextInt(SEGMENT_KIB.length)] + "KiB",
        "--journal-hash-every=100",
        "--snapshot-every=" + SNAPSHOT_EVERY,
        "--snapshot-kept=" + kept,
        "--snapshot-bytes-per-second=" + rate);
  }

  /** Waits under load until a server is to be killed: at the aim, or at last at a deadline. */
  void await(KillMoment aim, FileTime begun) throws IOException {
    pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(aim == null ? 800 : 200)));
    if (aim == null) {
      return;
    }
    Path segment = traces.newestSegment();
    long deadlineNs = System.nanoTime() + DEADLINE_NS;
    while (System.nanoTime() - deadlineNs < 0 && !isNear(aim, begun, segment)) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    if (aim != KillMoment.ROLL_OVER) {
      pause(random.nextLong(MOST_LATE_NS));
    }
  }

  private boolean isNear(KillMoment aim, FileTime begun, Path segment) throws IOException {
    return switch (aim) {
      case ROLL_OVER ->
          traces.isPreparingASegment(begun) || !traces.newestSegment().equals(segment);
      case SNAPSHOT -> traces.isWritingASnapshot(begun);
      case RETENTION -> traces.isLettingGo(begun, kept);
      case RECOVERY -> true;
    };
  }

  /**
   * Waits while a server starts, until it is to be killed.
   *
   * @return whether it was recovering; false if it was ready too soon
   */
  boolean awaitRecovery(CrashedServer server) throws IOException {
    while (!server.hasOpenedItsFolder()) {
      if (server.isReady() || !server.isAlive()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    pause(random.nextLong(2 * MOST_LATE_NS));
    return !server.isReady();
  }

  private static void pause(long ns) {
    long untilNs = System.nanoTime() + ns;
    while (System.nanoTime() - untilNs < 0) {
      LockSupport.parkNanos(untilNs - System.nanoTime());
    }
  }
}
