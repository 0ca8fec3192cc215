package io.tactus.perf.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pin protocol under jcstress: never a reused frame under a pin, and plenty of them as soon as
 * the full fence is left out. The same for rows and their indexes as whole versions.
 */
class PinStressIT {

  /** {@code --jvmArgs}: one JVM mode instead of all that jcstress knows. */
  private static final List<String> SLICE =
      List.of("--jvmArgs", JcstressRun.JVM_FLAGS, "-sc", "false", "-iters", "3", "-time", "200");

  @TempDir private Path folder;

  private static void checkPinProtocol(JcstressRun run) {
    assertEquals(0, run.samples(PinStress.class, "Forbidden"), run.output());
    assertTrue(run.samples(PinStress.class, "Acceptable") > 0, run.output());
    assertTrue(
        run.samples(UnfencedPinStress.class, "Interesting") > 0,
        () -> "the missing fence was not noticed\n" + run.output());
  }

  private static void checkPublication(JcstressRun run) {
    assertEquals(0, run.samples(PublicationStress.class, "Forbidden"), run.output());
    assertTrue(run.samples(PublicationStress.class, "Acceptable") > 0, run.output());
  }

  @Test
  void shouldNoticeTheMissingFenceAndNothingElse() throws Exception {
    JcstressRun run =
        JcstressRun.of("perf.stress.((Unfenced)?Pin|Publication)Stress$", SLICE, folder, 120);
    checkPinProtocol(run);
    checkPublication(run);
  }

  private static void checkMovingRows(JcstressRun run) {
    assertEquals(0, run.samples(MovingRowsStress.class, "Forbidden"), run.output());
    assertTrue(run.samples(MovingRowsStress.class, "Acceptable") >= 10, run.output());
    assertTrue(
        run.samples(HalvedMovingRowsStress.class, "Interesting") > 0,
        () -> "halves of commands were not noticed\n" + run.output());
  }

  @Test
  void shouldFindMovingRowsByEveryIndexAndNoticeHalvesOfCommands() throws Exception {
    JcstressRun run = JcstressRun.of("perf.stress.(Halved)?MovingRowsStress$", SLICE, folder, 120);
    checkMovingRows(run);
    long samples = run.samples(MovingRowsStress.class, "Acceptable");
    System.out.println("moving rows: " + samples + " samples");
  }

  @Test
  @Tag("slow")
  void shouldHoldInALongRunOverTheWholeStore() throws Exception {
    JcstressRun run =
        JcstressRun.of(
            "perf.stress",
            List.of("--jvmArgsPrepend", JcstressRun.JVM_FLAGS, "-m", "default"),
            folder,
            3_600);
    checkPinProtocol(run);
    checkPublication(run);
    checkMovingRows(run);
  }
}
