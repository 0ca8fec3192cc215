package io.tactus.journal.segment;

import io.tactus.journal.file.Throttle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The pace at which a segment is filled with zeros: slow, so that forces of the journal need not
 * wait for them, but always ahead of the journal, which will need the segment when it has filled
 * the one before.
 *
 * <pre>
 *   may be filled = max( {@value #BYTES_PER_SECOND} B/s since it began,
 *                        {@value #AHEAD} times what the journal wrote since then,
 *                        {@value #AT_ONCE_BYTES} B )
 * </pre>
 *
 * <p>Threading: the thread that prepares.
 */
final class PreparationPace implements Throttle {
  static final long BYTES_PER_SECOND = 16L << 20;
  static final long AHEAD = 2;
  static final long AT_ONCE_BYTES = 1L << 20;

  private static final long PARK_NS = 5_000_000;

  private final LongSupplier written;
  private final BooleanSupplier isOver;
  private final long begunNs = System.nanoTime();
  private final long writtenBefore;
  private long filled;

  /**
   * A pace that begins now.
   *
   * @param written bytes written to the journal so far, growing
   * @param isOver whether somebody waits for the segment, or nobody wants it any more
   */
  PreparationPace(LongSupplier written, BooleanSupplier isOver) {
    this.written = written;
    this.isOver = isOver;
    this.writtenBefore = written.getAsLong();
  }

  @Override
  public void passed(long bytes) {
    filled += bytes;
    while (filled > allowed(System.nanoTime() - begunNs) && !isOver.getAsBoolean()) {
      LockSupport.parkNanos(PARK_NS);
    }
  }

  private long allowed(long elapsedNs) {
    long byTime = (long) (elapsedNs / 1e9 * BYTES_PER_SECOND);
    long byJournal = AHEAD * (written.getAsLong() - writtenBefore);
    return Math.max(AT_ONCE_BYTES, Math.max(byTime, byJournal));
  }
}
