package io.tactus.tools.plan;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the plans among files and folders: every {@code .md} except {@code README.md}. */
public final class PlanFiles {

  private PlanFiles() {}

  /**
   * The plans under the given paths, or under the repository's {@code test_plans} if there are
   * none, sorted by path.
   *
   * @throws CommandFailure if a path does not exist or holds no plan
   */
  public static List<Path> find(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths.isEmpty() ? List.of(repositoryPlans()) : paths) {
      if (!Files.exists(path)) {
        throw new CommandFailure(ExitCode.USAGE, "no such file or folder: " + path);
      }
      int before = files.size();
      try (Stream<Path> all = Files.walk(path)) {
        all.filter(PlanFiles::isPlan).sorted().forEach(files::add);
      }
      if (files.size() == before) {
        throw new CommandFailure(ExitCode.USAGE, "no test plans (.md) under " + path);
      }
    }
    return files;
  }

  /** From the folder the launcher stands in, or the current one or a parent of it. */
  private static Path repositoryPlans() {
    Path home = Path.of(System.getProperty("tactus.home", "")).toAbsolutePath();
    for (Path folder = home; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("test_plans"))) {
        return Path.of("").toAbsolutePath().relativize(folder.resolve("test_plans"));
      }
    }
    throw new CommandFailure(ExitCode.USAGE, "no folder test_plans here; name the plans to run");
  }

  private static boolean isPlan(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && name.endsWith(".md") && !name.equals("README.md");
  }
}
