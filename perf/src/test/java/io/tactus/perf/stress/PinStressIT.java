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
 * the full fence is left out.
 */
class PinStressIT {

  @TempDir private Path folder;

  private static void checkPinProtocol(JcstressRun run) {
    assertEquals(0, run.samples(PinStress.class, "Forbidden"), run.output());
    assertTrue(run.samples(PinStress.class, "Acceptable") > 0, run.output());
    assertTrue(
        run.samples(UnfencedPinStress.class, "Interesting") > 0,
        () -> "the missing fence was not noticed\n" + run.output());
  }

  @Test
  void shouldNoticeTheMissingFenceAndNothingElse() throws Exception {
    // --jvmArgs: one JVM mode instead of all that jcstress knows.
    List<String> slice =
        List.of("--jvmArgs", JcstressRun.JVM_FLAGS, "-sc", "false", "-iters", "3", "-time", "200");
    JcstressRun run = JcstressRun.of("perf.stress.(Unfenced)?PinStress$", slice, folder, 120);
    checkPinProtocol(run);
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
    assertEquals(0, run.samples(PublicationStress.class, "Forbidden"), run.output());
    assertTrue(run.samples(PublicationStress.class, "Acceptable") > 0, run.output());
  }
}
