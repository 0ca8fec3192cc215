package io.tactus.pipeline.command;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Body of a TICK command, little-endian.
 *
 * <pre>
 *  0  i64 number of the beat
 *  8  i64 scheduled time in microseconds since the epoch, for people: now() follows from CONFIG
 * 16  i64 beats skipped before it
 * </pre>
 */
public final class TickCommand {
  private static final int NUMBER_OFFSET = 0;
  private static final int SCHEDULED_OFFSET = NUMBER_OFFSET + Long.BYTES;
  private static final int SKIPPED_OFFSET = SCHEDULED_OFFSET + Long.BYTES;

  /** Bytes of the body. */
  public static final int SIZE_BYTES = SKIPPED_OFFSET + Long.BYTES;

  private TickCommand() {}

  /** Writes {@link #SIZE_BYTES} bytes. */
  public static void encode(
      MutableDirectBuffer buffer, int offset, long number, long scheduledMicros, long skipped) {
    buffer.putLong(offset + NUMBER_OFFSET, number, LITTLE_ENDIAN);
    buffer.putLong(offset + SCHEDULED_OFFSET, scheduledMicros, LITTLE_ENDIAN);
    buffer.putLong(offset + SKIPPED_OFFSET, skipped, LITTLE_ENDIAN);
  }

  public static long number(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + NUMBER_OFFSET, LITTLE_ENDIAN);
  }

  public static long scheduledMicros(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SCHEDULED_OFFSET, LITTLE_ENDIAN);
  }

  public static long skipped(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SKIPPED_OFFSET, LITTLE_ENDIAN);
  }
}
