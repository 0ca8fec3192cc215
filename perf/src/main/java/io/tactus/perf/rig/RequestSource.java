package io.tactus.perf.rig;

import java.nio.ByteBuffer;

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
}
