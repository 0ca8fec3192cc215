package io.tactus.pipeline;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far recovery is, and how long its present stage will yet take: as long as what is left takes
 * at the pace so far.
 *
 * <p>Threading: heard by the thread that recovers; told to any thread.
 */
public final class RecoveryProgress implements ProgressListener {
  /** A pace taken over less than this says nothing. */
  private static final long LEAST_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final double GIB = 1L << 30;

  private final LongSupplier nanoTime;
  private Stage stage;
  private long begunNs;
  private long doneAtBegin;
  private volatile Report latest;

  /**
   * A moment of recovery.
   *
   * @param done bytes or commands
   * @param of how many there are
   * @param millisLeft until the end of the stage, -1 if that cannot be told
   */
  public record Report(Stage stage, long done, long of, long millisLeft) {

    /** What is counted. */
    public String unit() {
      return stage == Stage.JOURNAL ? "commands" : "bytes";
    }

    @Override
    public String toString() {
      String part = of > 0 ? String.format(Locale.ROOT, ", %d %%", 100 * done / of) : "";
      String left =
          millisLeft < 0 ? "" : ", about " + (millisLeft + 999) / 1000 + " s left of this step";
      return doing() + ": " + amounts() + part + left;
    }

    private String doing() {
      return switch (stage) {
        case SNAPSHOT -> "reading the snapshot (step 1 of 3)";
        case CHECK -> "checking the journal (step 2 of 3)";
        case JOURNAL -> "replaying the journal (step 3 of 3)";
      };
    }

    private String amounts() {
      return stage == Stage.JOURNAL
          ? String.format(Locale.ROOT, "%,d of %,d commands", done, of)
          : String.format(Locale.ROOT, "%.2f of %.2f GiB", done / GIB, of / GIB);
    }
  }

  /**
   * Nothing is known yet.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public RecoveryProgress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void onProgress(Stage newStage, long done, long of) {
    long nowNs = nanoTime.getAsLong();
    if (newStage != stage || done < latest.done()) {
      stage = newStage;
      begunNs = nowNs;
      doneAtBegin = done;
    }
    latest =
        new Report(stage, done, of, millisLeft(nowNs - begunNs, done - doneAtBegin, of - done));
  }

  private static long millisLeft(long tookNs, long done, long left) {
    return tookNs < LEAST_NS || done <= 0
        ? -1
        : TimeUnit.NANOSECONDS.toMillis((long) ((double) tookNs / done * Math.max(0, left)));
  }

  /** The last that was heard, or null if nothing was. */
  public Report latest() {
    return latest;
  }
}
