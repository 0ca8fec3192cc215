package io.tactus.pipeline;

import io.tactus.journal.snapshot.SnapshotInfo;
import java.util.concurrent.TimeUnit;

/**
 * Counts snapshots for {@link SnapshotStatistics}. Threading: any thread; every method is short and
 * comes once per snapshot or per piece written.
 */
final class SnapshotCounts {
  private static final long NONE_RUNNING = -1;

  private long taken;
  private long failed;
  private long skipped;
  private boolean skipping;
  private long hurried;
  private long newestSequence;
  private long newestBytes;
  private long newestAtMillis;
  private long newestMillis;
  private long runningBytes = NONE_RUNNING;
  private boolean hurrying;
  private String lastFailure = "";
  private long retentionFailed;

  SnapshotCounts(long newestSequence) {
    this.newestSequence = newestSequence;
  }

  synchronized void onBegun() {
    runningBytes = 0;
    hurrying = false;
  }

  synchronized void onWritten(long bytes) {
    runningBytes += bytes;
  }

  /** True the first time in a snapshot. */
  synchronized boolean onHurry() {
    boolean first = !hurrying;
    hurrying = true;
    hurried += first ? 1 : 0;
    return first;
  }

  synchronized void onTaken(SnapshotInfo info, long atMillis, long tookNs) {
    taken++;
    skipping = false;
    newestSequence = info.sequence();
    newestBytes = info.sizeBytes();
    newestAtMillis = atMillis;
    newestMillis = TimeUnit.NANOSECONDS.toMillis(tookNs);
    lastFailure = "";
    runningBytes = NONE_RUNNING;
  }

  synchronized void onFailed(Throwable failure) {
    failed++;
    lastFailure = String.valueOf(failure.getMessage());
    runningBytes = NONE_RUNNING;
  }

  /** One was left out, or given up, because there is no room. True the first time in a row. */
  synchronized boolean onSkipped(Throwable failure) {
    boolean first = !skipping;
    skipping = true;
    skipped++;
    lastFailure = String.valueOf(failure.getMessage());
    runningBytes = NONE_RUNNING;
    return first;
  }

  synchronized void onRetentionFailed(Throwable failure) {
    retentionFailed++;
    lastFailure = String.valueOf(failure.getMessage());
  }

  synchronized SnapshotStatistics statistics() {
    return new SnapshotStatistics(
        taken,
        failed,
        skipped,
        hurried,
        newestSequence,
        newestBytes,
        newestAtMillis,
        newestMillis,
        runningBytes,
        lastFailure,
        retentionFailed);
  }
}
