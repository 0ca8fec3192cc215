package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tactus.pipeline.ProgressListener.Stage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryProgressTest {
  private long nowNs = Long.MAX_VALUE - 5; // the clock may wrap
  private final RecoveryProgress progress = new RecoveryProgress(() -> nowNs);

  private String after(long millis, Stage stage, long done, long of) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(millis);
    progress.onProgress(stage, done, of);
    return progress.latest().toString();
  }

  @Test
  void shouldTellWhatIsLeftOfEachStepByItsOwnPace() {
    long gib = 1L << 30;
    assertNull(progress.latest());
    assertEquals(
        "reading the snapshot (step 1 of 3): 0.00 of 20.00 GiB, 0 %",
        after(0, Stage.SNAPSHOT, 0, 20 * gib));
    assertEquals(
        "reading the snapshot (step 1 of 3): 5.00 of 20.00 GiB, 25 %, about 15 s left of this step",
        after(5_000, Stage.SNAPSHOT, 5 * gib, 20 * gib));
    assertEquals(
        "checking the journal (step 2 of 3): 0.00 of 1.50 GiB, 0 %",
        after(15_000, Stage.CHECK, 0, 3 * gib / 2));
    assertEquals(
        "replaying the journal (step 3 of 3): 0 of 8,000,000 commands, 0 %",
        after(1_000, Stage.JOURNAL, 0, 8_000_000));
    assertEquals(
        "replaying the journal (step 3 of 3): 2,000,000 of 8,000,000 commands, 25 %,"
            + " about 6 s left of this step",
        after(2_000, Stage.JOURNAL, 2_000_000, 8_000_000));
    assertEquals(6_000, progress.latest().millisLeft());
    assertEquals(
        "replaying the journal (step 3 of 3): 8,000,000 of 8,000,000 commands, 100 %,"
            + " about 0 s left of this step",
        after(6_000, Stage.JOURNAL, 8_000_000, 8_000_000));
  }

  @Test
  void shouldTakeAnOlderSnapshotForANewBeginning() {
    after(0, Stage.SNAPSHOT, 100, 1000);
    after(9_000, Stage.SNAPSHOT, 900, 1000);
    assertEquals(-1, reportAfter(1_000, 100).millisLeft(), "each begins behind its first block");
    assertEquals(3_461, reportAfter(1_000, 295).millisLeft());
  }

  private RecoveryProgress.Report reportAfter(long millis, long done) {
    after(millis, Stage.SNAPSHOT, done, 970);
    return progress.latest();
  }

  @Test
  void shouldSayNothingOfANewFolder() {
    assertEquals(
        "replaying the journal (step 3 of 3): 0 of 0 commands", after(5_000, Stage.JOURNAL, 0, 0));
  }
}
