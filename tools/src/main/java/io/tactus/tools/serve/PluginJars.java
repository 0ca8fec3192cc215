package io.tactus.tools.serve;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.Tactus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the jars of plug-ins. Stateless. */
final class PluginJars {

  private PluginJars() {}

  /**
   * The jars of a folder, sorted by name, so that their order does not depend on the file system;
   * none if no folder is named.
   *
   * @throws CommandFailure if there is no such folder
   */
  static List<Path> find(String folder) {
    if (folder.isBlank()) {
      return List.of();
    }
    Path path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      throw new CommandFailure(ExitCode.USAGE, "no plug-in folder at " + path);
    }
    return jars(path, "");
  }

  /**
   * The jar of a plug-in that comes with Tactus.
   *
   * @throws CommandFailure if there is none of this name
   */
  static Path example(String name) {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new CommandFailure(ExitCode.USAGE, "--example: not a name: " + name);
    }
    return inDistribution(name)
        .or(() -> inSourceTree(name))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "--example: there is no plug-in '"
                        + name
                        + "' here; there are matchmaker and mishaps"));
  }

  /** Beside {@code lib/}, where this class lies in a jar. */
  private static Optional<Path> inDistribution(String name) {
    Path home = ownLocation().getParent().getParent();
    Path jar = home.resolve("plugins-available").resolve(name + ".jar");
    return Optional.of(jar).filter(Files::isRegularFile);
  }

  /** While Tactus itself is built and tested, this class lies in a module's target folder. */
  private static Optional<Path> inSourceTree(String name) {
    for (Path folder = ownLocation(); folder != null; folder = folder.getParent()) {
      Path target = folder.resolve("examples").resolve(name).resolve("target");
      if (Files.isDirectory(target)) {
        return jars(target, "tactus-" + name + "-").stream().findFirst();
      }
    }
    return Optional.empty();
  }

  private static Path ownLocation() {
    try {
      return Path.of(Tactus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path is not made of files", e);
    }
  }

  private static List<Path> jars(Path folder, String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isJar(file.getFileName().toString(), prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot list " + folder + ": " + e.getMessage());
    }
  }

  private static boolean isJar(String name, String prefix) {
    boolean code = !name.endsWith("-tests.jar") && !name.endsWith("-sources.jar");
    return name.startsWith(prefix) && name.endsWith(".jar") && code;
  }
}
