package io.tactus.tools.serve;

import io.tactus.pipeline.ProgressListener;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how far recovery is, at most once a second, and passes it on to the readiness check.
 *
 * <p>Threading: the thread that opens the engine.
 */
final class RecoveryLog implements ProgressListener {

  private static final Logger LOG = LoggerFactory.getLogger("io.tactus.serve");
  private static final long INTERVAL_NS = 1_000_000_000;

  private final ProgressListener next;
  private long lastNs = System.nanoTime();

  RecoveryLog(ProgressListener next) {
    this.next = next;
  }

  @Override
  public void onProgress(Stage stage, long done, long of) {
    next.onProgress(stage, done, of);
    long nowNs = System.nanoTime();
    if (nowNs - lastNs >= INTERVAL_NS) {
      lastNs = nowNs;
      String end = of < 0 ? "" : " of " + of;
      LOG.info("recovering, {}: {}{}", stage.name().toLowerCase(Locale.ROOT), done, end);
    }
  }
}
