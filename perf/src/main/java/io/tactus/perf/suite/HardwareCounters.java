package io.tactus.perf.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether the processor counts cache misses for whoever asks, by Linux's {@code perf}. */
final class HardwareCounters {
  private static final List<String> ASK =
      List.of("perf", "stat", "-x", ",", "-e", "cache-misses", "true");

  private HardwareCounters() {}

  /**
   * Asks; false also where there is no {@code perf}, as in most virtual machines and containers.
   */
  static boolean arePresent() {
    try {
      Process process = new ProcessBuilder(ASK).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && counted(said);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Tells whether {@code perf stat -x,} gave a number. */
  static boolean counted(String said) {
    return said.lines()
        .anyMatch(line -> line.contains("cache-misses") && Character.isDigit(line.charAt(0)));
  }
}
