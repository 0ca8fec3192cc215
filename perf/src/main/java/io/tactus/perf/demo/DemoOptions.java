package io.tactus.perf.demo;

import java.nio.file.Path;

/**
 * A run of the demo.
 *
 * @param seconds how long players come, 1 or more
 * @param players how many come in all, 1 or more
 * @param connections keep-alive connections they share
 * @param seed who comes when
 * @param report where the HTML page goes
 */
record DemoOptions(int seconds, long players, int connections, long seed, Path report) {
  DemoOptions {
    if (seconds < 1 || players < 1 || connections < 1) {
      throw new IllegalArgumentException(
          "seconds, players and connections must be 1 or more: "
              + seconds
              + ", "
              + players
              + ", "
              + connections);
    }
  }

  double playersPerSecond() {
    return (double) players / seconds;
  }
}
