package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tactus.journal.BrokenVariant;
import java.util.ArrayList;
import java.util.List;
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
  private static final long FROM = ONE < 0 ? Long.getLong("tactus.simulation.from", 1) : ONE;
  private static final long SEEDS = ONE < 0 ? Long.getLong("tactus.simulation.seeds", 120) : 1;

  /** Games an engine with a defect has to get caught in. */
  private static final int SEEDS_FOR_A_DEFECT = 60;

  /** The rarest of what must happen happens about once in ten games. */
  private static final int ENOUGH_SEEDS = 100;

  @Test
  void shouldKeepItsPromisesWhateverHappens() {
    Coverage coverage = new Coverage();
    List<String> failures = new ArrayList<>();
    for (long seed = FROM; seed < FROM + SEEDS; seed++) {
      try (Simulation simulation = new Simulation(seed, Defect.NONE)) {
        try {
          simulation.play();
        } catch (Throwable e) {
          failures.add(toReplay(seed) + "\n  " + e);
          if (ONE >= 0) {
            throw new AssertionError(simulation.trace() + "\n" + toReplay(seed), e);
          }
        }
        coverage.addAll(simulation.coverage());
      }
    }
    System.out.println(SEEDS + " games from seed " + FROM + "\n" + coverage);
    assertEquals(List.of(), failures, () -> String.join("\n", failures));
    if (SEEDS >= ENOUGH_SEEDS) {
      for (String event : Expected.EVENTS) {
        assertTrue(coverage.of(event) > 0, () -> "never happened: " + event + "\n" + coverage);
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
