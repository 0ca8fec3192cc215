package io.tactus.gateway.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes of a reply that is too long to be held. Threading: any thread, one at a time, none of them
 * an IO thread: it may block on a disk.
 */
public interface ByteSource extends AutoCloseable {

  /**
   * Fills a buffer as far as there is something.
   *
   * @return false if it was at the end already
   */
  boolean read(ByteBuffer target) throws IOException;

  @Override
  void close();
}
