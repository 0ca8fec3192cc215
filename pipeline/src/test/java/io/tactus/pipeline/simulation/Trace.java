package io.tactus.pipeline.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened, as one number to compare runs by, and the last lines of it for people. */
final class Trace {
  private static final int LAST_LINES = 40;

  private final Deque<String> last = new ArrayDeque<>();
  private long hash = 0xCBF29CE484222325L;

  void add(String line) {
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * 0x100000001B3L;
    }
    hash = Long.rotateLeft(hash, 7) * 0x9E3779B97F4A7C15L;
    last.addLast(line);
    if (last.size() > LAST_LINES) {
      last.removeFirst();
    }
  }

  long hash() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join("\n", last);
  }
}
