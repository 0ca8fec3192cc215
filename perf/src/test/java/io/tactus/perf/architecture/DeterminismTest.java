package io.tactus.perf.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchRule;
import io.tactus.storage.violation.AsksTheEnvironment;
import io.tactus.storage.violation.ComputesWithMath;
import io.tactus.storage.violation.ReadsAFile;
import io.tactus.storage.violation.ReadsTheClock;
import io.tactus.storage.violation.RollsDice;
import io.tactus.storage.violation.WalksAHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law 2: state is a pure function of the journal. Where commands are applied, nothing may be asked
 * whose answer the journal does not hold.
 */
class DeterminismTest {

  private static final String[] APPLYING = {
    "io.tactus.storage..",
    "io.tactus.pipeline.apply..",
    "io.tactus.pipeline.procedure..",
    "io.tactus.matchmaker..",
    "io.tactus.mishaps..",
  };

  @ParameterizedTest
  @EnumSource
  void shouldNotDoWhatReplayCannotRepeat(Nondeterminism ban) {
    rule(ban).check(Product.classes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.tactus.storage..",
        "io.tactus.pipeline.procedure..",
        "io.tactus.matchmaker..",
        "io.tactus.mishaps..",
      })
  void shouldHaveSomethingToLookAt(String packages) {
    PackageMatcher matcher = PackageMatcher.of(packages);
    long seen =
        Product.classes().stream().filter(each -> matcher.matches(each.getPackageName())).count();
    assertTrue(seen > 0, () -> "the rules see no class in " + packages);
  }

  @ParameterizedTest
  @MethodSource
  void shouldNoticeEachWay(Nondeterminism ban, Class<?> fixture, List<String> ways) {
    List<String> violations = Product.violations(rule(ban), fixture);
    for (String way : ways) {
      boolean noticed = violations.stream().anyMatch(violation -> violation.contains(way));
      assertTrue(noticed, () -> way + " went unnoticed; seen: " + violations);
    }
  }

  static Stream<Arguments> shouldNoticeEachWay() {
    return Stream.of(
        arguments(
            Nondeterminism.CLOCK,
            ReadsTheClock.class,
            List.of("Millis(", "nanoTime(", "Instant.now(", "LocalDate.now(", "Date.<", "Clock")),
        arguments(
            Nondeterminism.RANDOMNESS,
            RollsDice.class,
            List.of("util.Random", "Math.random(", "ThreadLocalRandom", "UUID", "SecureRandom")),
        arguments(
            Nondeterminism.IO, ReadsAFile.class, List.of("file.Files", "FileInput", "net.Socket")),
        arguments(
            Nondeterminism.UNORDERED_COLLECTIONS,
            WalksAHashMap.class,
            List.of("HashMap.<", "HashSet.<", "Set.of(", "Map.of(", "toSet(")),
        arguments(
            Nondeterminism.ENVIRONMENT,
            AsksTheEnvironment.class,
            List.of("getenv(", "getProperty(", "availableProcessors(")),
        arguments(Nondeterminism.PLATFORM_MATH, ComputesWithMath.class, List.of("sin(", "pow(")));
  }

  /** Sizes that are varied to measure them: a folder and a tree refuse another one than theirs. */
  private static boolean isExcepted(Nondeterminism ban, JavaClass each) {
    return ban == Nondeterminism.ENVIRONMENT
        && List.of("io.tactus.storage.page.Page", "io.tactus.storage.index.TreeShape")
            .contains(each.getName());
  }

  private static ArchRule rule(Nondeterminism ban) {
    return noClasses()
        .that()
        .resideInAnyPackage(APPLYING)
        .and(not(describe("are excepted", each -> isExcepted(ban, each))))
        .should()
        .dependOnClassesThat(ban.types())
        .orShould()
        .accessTargetWhere(ban.calls())
        .because(ban.reason());
  }
}
