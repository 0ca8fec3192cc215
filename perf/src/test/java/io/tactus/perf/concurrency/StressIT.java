package io.tactus.perf.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.process.Distribution;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slice of {@code tactus bench stress}; {@code -Dtactus.stress.seconds=N} takes a longer one.
 * That its checks can fail is shown by the test plan beside it.
 */
class StressIT {
  private static final String SECONDS = System.getProperty("tactus.stress.seconds", "4");

  @Test
  void shouldFindNothing(@TempDir Path folder) throws Exception {
    Distribution.Run run =
        Distribution.run(folder, "bench", "stress", "--seconds", SECONDS, "--seed", SECONDS);
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().matches("(?s).*version read +[1-9].*"), run.out());
  }

  @Test
  void shouldRefuseNonsense(@TempDir Path folder) throws Exception {
    assertEquals(2, Distribution.run(folder, "bench", "stress", "--writers", "0").exitCode());
  }
}
