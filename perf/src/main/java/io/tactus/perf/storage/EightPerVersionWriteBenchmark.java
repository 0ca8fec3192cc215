package io.tactus.perf.storage;

/**
 * As {@link IndexedWriteBenchmark}, with a version published after eight commands: a server
 * publishes at the end of what it found in its ring, or on its beat, and at a million rows a second
 * and 120 beats that is every eight commands of 1,000 rows.
 */
public class EightPerVersionWriteBenchmark extends IndexedWriteBenchmark {

  @Override
  int commandsPerVersion() {
    return 8;
  }
}
