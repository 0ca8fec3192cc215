package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tactus.journal.BrokenVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plays many games, and demands that the promises of the server hold in each, that each can be
 * repeated, that between them everything happened that can happen, and that an engine with a defect
 * is found out.
 *
 * <p>{@code -Dtactus.simulation.seeds=N} plays N games, {@code -Dtactus.simulation.from=N} begins
 * with another seed, {@code -Dtactus.simulation.seed=N} plays one game alone and prints its end.
 */
class SimulationTest {
  private static final long ONE = Long.getLong("tactus.simulation.seed", -1);
  private static final long FROM = Long.getLong("tactus.simulation.from", 1);
  private static final long SEEDS = Long.getLong("tactus.simulation.seeds", 200);

  /** Games an engine with a defect has to get caught in. */
  private static final int SEEDS_FOR_A_DEFECT = 60;

  /** The rarest of what must happen happens about once in ten games. */
  private static final int ENOUGH_SEEDS = 100;

  @Test
  void shouldKeepItsPromisesWhateverHappens() throws InterruptedException {
    if (ONE >= 0) {
      playAlone(ONE);
      return;
    }
    long began = System.nanoTime();
    Games games = new Games();
    games.play(LongStream.range(FROM, FROM + SEEDS), SimulationTest::toReplay);
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    Coverage coverage = games.coverage();
    System.out.println(SEEDS + " games from seed " + FROM + " in " + seconds + " s\n" + coverage);
    assertEquals(List.of(), games.failures(), () -> String.join("\n", games.failures()));
    if (SEEDS >= ENOUGH_SEEDS) {
      for (String event : Expected.EVENTS) {
        assertTrue(coverage.of(event) > 0, () -> "never happened: " + event + "\n" + coverage);
      }
    }
  }

  /** One game, and its end in words if it fails. */
  private static void playAlone(long seed) {
    try (Simulation simulation = new Simulation(seed, Defect.NONE)) {
      try {
        simulation.play();
      } catch (Throwable e) {
        throw new AssertionError(simulation.trace() + "\n" + toReplay(seed), e);
      }
    }
  }

  private static String toReplay(long seed) {
    return "./mvnw -pl pipeline -am test -Dtest=SimulationTest#shouldKeepItsPromisesWhateverHappens"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtactus.simulation.seed="
        + seed;
  }

  @Test
  void shouldRepeatExactly() {
    for (long seed = FROM; seed < FROM + 3; seed++) {
      long once = hashOf(seed);
      assertEquals(once, hashOf(seed), "two games of seed " + seed);
      assertTrue(once != hashOf(seed + 1), "games do not depend on their seed");
    }
  }

  private static long hashOf(long seed) {
    try (Simulation simulation = new Simulation(seed, Defect.NONE)) {
      simulation.play();
      return simulation.trace().hash();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldFindOutAnEngineWith(Defect defect) {
    List<String> others = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS_FOR_A_DEFECT; seed++) {
      try (Simulation simulation = new Simulation(seed, defect)) {
        simulation.play();
      } catch (AssertionError | RuntimeException caught) {
        if (BrokenVariant.says(caught, defect.disagreement())) {
          System.out.println(defect + " is caught by seed " + seed + ": " + caught.getMessage());
          return;
        }
        others.add("seed " + seed + ": " + caught);
      }
    }
    fail(defect + " is not caught by " + defect.disagreement() + ", but " + others);
  }
}
