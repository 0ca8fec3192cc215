package io.tactus.perf.stress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs jcstress in processes of its own and reads the summary it prints. */
final class JcstressRun {

  private static final Pattern TEST = Pattern.compile("\\[(\\w+)] (io\\.tactus\\.\\S+)");
  private static final Pattern ROW =
      Pattern.compile("^ +(\\S.*?) {2,}([\\d,]+) +[<>]?[\\d.]+% +(\\w+) .*");

  /** What the JVMs that run the samples need. */
  static final String JVM_FLAGS =
      "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED --enable-native-access=ALL-UNNAMED";

  /** Samples by kind of outcome: Acceptable, Interesting, Forbidden. */
  private final Map<String, Map<String, Long>> samples = new TreeMap<>();

  private final String output;

  private JcstressRun(String output) {
    this.output = output;
    String test = null;
    int start = output.indexOf("RUN RESULTS:");
    for (String line : output.substring(Math.max(start, 0)).split("\n", -1)) {
      Matcher name = TEST.matcher(line);
      if (name.find()) {
        test = name.group(2);
        samples.put(test, new TreeMap<>());
        continue;
      }
      Matcher row = ROW.matcher(line);
      if (test != null && row.matches()) {
        long count = Long.parseLong(row.group(2).replace(",", ""));
        samples.get(test).merge(row.group(3), count, Long::sum);
      }
    }
  }

  /**
   * @param tests regular expression over class names
   * @param options further options of jcstress
   * @param folder where reports go
   */
  static JcstressRun of(String tests, List<String> options, Path folder, int timeoutSeconds)
      throws IOException, InterruptedException {
    Path log = folder.resolve("jcstress.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(List.of("-t", tests, "-c", "2", "-v", "-r", folder.toString()));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    if (!ended) {
      throw new AssertionError("jcstress ran for more than " + timeoutSeconds + " s\n" + output);
    }
    return new JcstressRun(output);
  }

  /** How many samples of a test ended in that kind of outcome. */
  long samples(Class<?> test, String kind) {
    Map<String, Long> kinds = samples.get(test.getName());
    if (kinds == null) {
      throw new AssertionError(test + " did not run:\n" + output);
    }
    return kinds.getOrDefault(kind, 0L);
  }

  String output() {
    return output;
  }
}
