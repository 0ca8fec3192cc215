package io.tactus.perf.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows between modules, and to other people's libraries, point one way only. */
class ModuleArrowsTest {

  @ParameterizedTest
  @MethodSource("io.tactus.perf.architecture.Module#all")
  void shouldUseOnlyWhatTheModuleMayUse(Module module) {
    int seen = Product.assertSeen(module);
    assertTrue(seen > 0, () -> "the rule saw no class of " + module.label());
    arrows(module).check(Product.classes());
  }

  @Test
  void shouldKnowTheModuleOfEveryClass() {
    int inModules = Module.all().mapToInt(Product::assertSeen).sum();
    List<String> names = Product.classes().stream().map(JavaClass::getName).toList();
    assertEquals(inModules, names.size(), () -> "classes outside the known modules: " + names);
  }

  @ParameterizedTest
  @MethodSource
  void shouldNoticeAForbiddenArrow(Module module, Class<?> fixture) {
    List<String> violations = Product.violations(arrows(module), fixture);
    assertFalse(violations.isEmpty(), () -> fixture + " went unnoticed");
  }

  static Stream<Arguments> shouldNoticeAForbiddenArrow() {
    return Stream.of(
        arguments(Module.STORAGE, io.tactus.storage.violation.UsesThePipeline.class),
        arguments(Module.JOURNAL, io.tactus.journal.violation.UsesTheStorage.class),
        arguments(Module.PIPELINE, io.tactus.pipeline.violation.UsesUndertow.class),
        arguments(Module.GATEWAY, io.tactus.gateway.violation.UsesTheTools.class),
        arguments(Module.TOOLS, io.tactus.tools.violation.UsesPerf.class),
        arguments(Module.MATCHMAKER, io.tactus.matchmaker.violation.UsesTheJournal.class));
  }

  private static ArchRule arrows(Module module) {
    return classes()
        .that()
        .resideInAPackage(module.packages())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(module.mayUse());
  }
}
