package io.tactus.tools.plan;

import io.tactus.tools.Tactus;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to start {@code tactus} as another process. Immutable.
 *
 * @param prefix everything of the command line that stands before the arguments of {@code tactus}
 */
public record TactusLauncher(List<String> prefix) {

  private static final List<String> FLAGS =
      List.of(
          "--add-exports",
          "java.base/jdk.internal.misc=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  /** One collector for all, as the start-up cache wants it, whose loops let safepoints happen. */
  private static final List<String> COLLECTOR =
      List.of("-XX:+UseSerialGC", "-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000");

  /**
   * Commands that the optimising compiler pays for. The others, servers of a plan among them, live
   * for seconds, and start in half the processor time without it.
   */
  private static final Set<String> LONG_RUNNING = Set.of("bench", "demo", "replay");

  /** Copies the prefix. */
  public TactusLauncher {
    prefix = List.copyOf(prefix);
  }

  /** The code this process runs, on the same JDK and with its start-up cache if it has one. */
  public static TactusLauncher ofThisProcess() {
    String home = System.getProperty("tactus.home");
    return home == null ? ofClassPath() : ofDistribution(Path.of(home));
  }

  /** An assembled distribution: a folder with {@code tactus.jar} in it. */
  public static TactusLauncher ofDistribution(Path folder) {
    List<String> prefix = new ArrayList<>();
    prefix.add(java());
    // The launcher's; the jar has the other flags.
    prefix.addAll(COLLECTOR);
    prefix.addAll(startUpCache());
    prefix.add("-Dtactus.home=" + folder.toAbsolutePath());
    prefix.add("-jar");
    prefix.add(folder.resolve("tactus.jar").toAbsolutePath().toString());
    return new TactusLauncher(prefix);
  }

  private static TactusLauncher ofClassPath() {
    List<String> prefix = new ArrayList<>();
    prefix.add(java());
    prefix.addAll(COLLECTOR);
    prefix.addAll(FLAGS);
    prefix.addAll(List.of("-ea", "-cp", classPath(), Tactus.class.getName()));
    return new TactusLauncher(prefix);
  }

  List<String> commandLine(List<String> arguments) {
    List<String> line = new ArrayList<>(prefix);
    if (arguments.isEmpty() || !LONG_RUNNING.contains(arguments.getFirst())) {
      line.add(1, "-XX:TieredStopAtLevel=1");
    }
    line.addAll(arguments);
    return line;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> startUpCache() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:AOTCache=") || flag.startsWith("-Xlog:"))
        .toList();
  }

  /** With absolute entries, because the child runs in another folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
