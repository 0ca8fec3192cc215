package io.tactus.perf.demo;

import io.tactus.perf.report.Figures;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line that is written over once a second, on a terminal; otherwise nothing. One thread. */
final class LiveLine {
  private static final String OVERWRITE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean isTerminal;

  LiveLine(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Whether somebody watches standard output. */
  @SuppressWarnings("SystemConsoleNull") // null on JDK 25 when there is no terminal
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  void show(int second, Tally tally) {
    Histogram recent = tally.takeRecent();
    if (isTerminal) {
      out.printf(
          Locale.ROOT,
          "%s%4d s   matches %,d   waiting %,d   %,d req/s   p99 %s ms   max %s ms",
          OVERWRITE,
          second,
          tally.matches(),
          tally.waitingPlayers(),
          recent.getTotalCount(),
          Figures.ms(recent.getValueAtPercentile(99)),
          Figures.ms(recent.getMaxValue()));
      out.flush();
    }
  }

  void clear() {
    if (isTerminal) {
      out.print(OVERWRITE);
      out.flush();
    }
  }
}
