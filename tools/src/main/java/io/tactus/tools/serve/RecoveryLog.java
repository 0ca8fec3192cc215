package io.tactus.tools.serve;

import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.RecoveryProgress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how far recovery is, and passes it on to the readiness check: the first time after a second,
 * then once a second, and of a long recovery once in a tenth of the time it has taken.
 *
 * <p>Threading: the thread that opens the engine.
 */
final class RecoveryLog implements ProgressListener {

  private static final Logger LOG = LoggerFactory.getLogger("io.tactus.serve");
  private static final long LEAST_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int PART = 10;

  private final ProgressListener next;
  private final LongSupplier nanoTime;
  private final RecoveryProgress progress;
  private final long begunNs;
  private long lastNs;

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  RecoveryLog(ProgressListener next, LongSupplier nanoTime) {
    this.next = next;
    this.nanoTime = nanoTime;
    this.progress = new RecoveryProgress(nanoTime);
    this.begunNs = nanoTime.getAsLong();
    this.lastNs = begunNs;
  }

  @Override
  public void onProgress(Stage stage, long done, long of) {
    next.onProgress(stage, done, of);
    progress.onProgress(stage, done, of);
    long nowNs = nanoTime.getAsLong();
    if (nowNs - lastNs >= Math.max(LEAST_NS, (nowNs - begunNs) / PART)) {
      lastNs = nowNs;
      LOG.info("recovering: {}", progress.latest());
    }
  }
}
