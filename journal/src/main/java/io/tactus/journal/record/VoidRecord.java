package io.tactus.journal.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Body of a {@link RecordType#VOID} record: why, as UTF-8 text that takes the whole body. The
 * sequence to skip is in the header.
 */
public final class VoidRecord {
  private VoidRecord() {}

  /** A body that gives the reason. */
  public static DirectBuffer body(String reason) {
    return new UnsafeBuffer(reason.getBytes(StandardCharsets.UTF_8));
  }

  /** The reason, for people. */
  public static String reason(DirectBuffer body, int offset, int length) {
    byte[] text = new byte[length];
    body.getBytes(offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
