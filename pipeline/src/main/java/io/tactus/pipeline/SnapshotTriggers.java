package io.tactus.pipeline;

import io.tactus.journal.Journal;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a background snapshot is due: by commands, by time, by the size of the journal since
 * the last one began. Never while nothing has happened since.
 *
 * <p>After a failure the next try waits for an eighth of what a snapshot otherwise waits for.
 *
 * <p>Threading: {@link #onPublished} the applying thread, the rest the thread that takes them.
 */
final class SnapshotTriggers {
  private static final long RETRY_FRACTION = 8;

  private final Journal journal;
  private final EngineClock clock;
  private final long everyCommands;
  private final long everyNs;
  private final long everyBytes;
  private volatile long publishedSequence;
  private volatile Since since;
  private Since begun;

  /** Where the count begins; a failed try moves it forward so that the next comes soon enough. */
  private record Since(long sequence, long timeNs, long bytes, long lastTaken) {}

  SnapshotTriggers(EngineConfig config, Journal journal, EngineClock clock, long newestSequence) {
    this.journal = journal;
    this.clock = clock;
    this.everyCommands = config.snapshotEveryCommands();
    this.everyNs = TimeUnit.MILLISECONDS.toNanos(config.snapshotEveryMs());
    this.everyBytes = config.snapshotEveryJournalBytes();
    this.publishedSequence = newestSequence;
    long behind =
        Math.max(0, journal.bytesFrom(newestSequence + 1) - journal.bytesFrom(Long.MAX_VALUE));
    this.since = new Since(newestSequence, clock.nanoTime(), -behind, newestSequence);
  }

  /** Whether one is due now. */
  boolean onPublished(long sequence) {
    publishedSequence = sequence;
    Since last = since;
    if (sequence <= last.lastTaken) {
      return false;
    }
    return isDue(sequence - last.sequence, everyCommands)
        || isDue(journal.writtenBytes() - last.bytes, everyBytes)
        || isDue(clock.nanoTime() - last.timeNs, everyNs);
  }

  private static boolean isDue(long passed, long every) {
    return every > 0 && passed >= every;
  }

  void onBegun() {
    begun = new Since(publishedSequence, clock.nanoTime(), journal.writtenBytes(), 0);
  }

  void onTaken(long sequence) {
    since = new Since(sequence, begun.timeNs, begun.bytes, sequence);
  }

  /** One that was asked for in between brings the next no nearer. */
  void onFailed() {
    Since last = since;
    since =
        new Since(
            Math.max(last.sequence, publishedSequence + 1 - untilRetry(everyCommands)),
            Math.max(last.timeNs, clock.nanoTime() - untilRetry(everyNs)),
            Math.max(last.bytes, journal.writtenBytes() - untilRetry(everyBytes)),
            last.lastTaken);
  }

  private static long untilRetry(long every) {
    return every - every / RETRY_FRACTION;
  }
}
