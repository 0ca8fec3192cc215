package io.tactus.perf.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The product's compiled classes, without tests, read once. */
final class Product {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tactus");

  private Product() {}

  static JavaClasses classes() {
    return CLASSES;
  }

  /**
   * Holds that the rules look at all of a module, and at something: every source file must have
   * been seen as a class.
   *
   * @return the number of classes the rules see in it
   */
  static int assertSeen(Module module) {
    List<String> sources = sourceNames(module);
    assertFalse(sources.isEmpty(), () -> "no sources found for " + module.label());
    for (String name : sources) {
      assertNotNull(CLASSES.contain(name) ? name : null, () -> "not seen by the rules: " + name);
    }
    return (int) CLASSES.stream().filter(seen -> isIn(seen, module)).count();
  }

  static List<String> violations(ArchRule rule, Class<?> fixture) {
    JavaClasses classes = new ClassFileImporter().importClasses(fixture);
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  private static boolean isIn(JavaClass seen, Module module) {
    String base = "io.tactus." + module.label();
    return seen.getPackageName().equals(base) || seen.getPackageName().startsWith(base + ".");
  }

  private static List<String> sourceNames(Module module) {
    Path root = TOP.resolve(module.folder()).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
          .map(file -> file.substring(0, file.length() - ".java".length()))
          .map(file -> file.replace('/', '.').replace('\\', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
