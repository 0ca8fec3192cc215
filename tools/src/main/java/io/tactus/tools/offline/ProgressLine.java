package io.tactus.tools.offline;

import io.tactus.pipeline.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says now and then how far long work is, a line at a time. Threading: one thread. */
final class ProgressLine implements ProgressListener {
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);

  private final PrintWriter err;
  private long nextNs = System.nanoTime() + EVERY_NS;

  ProgressLine(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void onProgress(Stage stage, long done, long of) {
    long nowNs = System.nanoTime();
    if (nowNs - nextNs < 0) {
      return;
    }
    nextNs = nowNs + EVERY_NS;
    String what =
        switch (stage) {
          case CHECK -> "checking, bytes";
          case SNAPSHOT -> "snapshot, bytes";
          case JOURNAL -> "journal, commands";
        };
    err.println(
        of <= 0
            ? String.format(Locale.ROOT, "%s: %,d", what, done)
            : String.format(Locale.ROOT, "%s: %,d of %,d", what, done, of));
    err.flush();
  }
}
