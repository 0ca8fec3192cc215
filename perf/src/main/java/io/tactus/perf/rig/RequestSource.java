package io.tactus.perf.rig;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes the requests of a run. Called on the rig's thread only. */
@FunctionalInterface
public interface RequestSource {
  /**
   * Writes one complete HTTP/1.1 request.
   *
   * @param requestIndex 0, 1, 2, … over the whole run, warm-up included
   * @param out cleared buffer of {@link LoadConfig#requestBytes()} bytes
   */
  void write(long requestIndex, ByteBuffer out);

  /** The kinds of request there are: each gets a latency histogram of its own. */
  default List<String> kinds() {
    return List.of("request");
  }

  /** Which of {@link #kinds} a request is. */
  default int kind(long requestIndex) {
    return 0;
  }
}
