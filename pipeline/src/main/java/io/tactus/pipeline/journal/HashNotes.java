package io.tactus.pipeline.journal;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A one-place letter box through which the applying thread tells the journal thread a state hash to
 * be noted. A letter not collected yet is replaced by the next.
 *
 * <p>Threading: {@link #offer} by the applying thread; the rest by the journal thread.
 */
public final class HashNotes {
  private static final int STAMP = 0;
  private static final int SEQUENCE = 8;
  private static final int ROWS = 16;
  private static final int HASH = 24;

  /** A sequence lock: odd while being written. */
  private final UnsafeBuffer box = new UnsafeBuffer(ByteBuffer.allocateDirect(32));

  private long takenStamp;
  private long takenSequence;
  private long takenRows;
  private long takenHash;

  /** Leaves the hash of the state just after a sequence. */
  public void offer(long sequence, long rows, long hash) {
    long stamp = box.getLong(STAMP);
    box.putLongVolatile(STAMP, stamp + 1);
    box.putLongVolatile(SEQUENCE, sequence);
    box.putLongVolatile(ROWS, rows);
    box.putLongVolatile(HASH, hash);
    box.putLongVolatile(STAMP, stamp + 2);
  }

  /** Collects a new letter, if there is one; one being written is left for the next time. */
  public boolean take() {
    long stamp = box.getLongVolatile(STAMP);
    if (stamp == takenStamp || (stamp & 1) != 0) {
      return false;
    }
    long sequence = box.getLongVolatile(SEQUENCE);
    long rows = box.getLongVolatile(ROWS);
    long hash = box.getLongVolatile(HASH);
    if (box.getLongVolatile(STAMP) != stamp) {
      return false;
    }
    takenStamp = stamp;
    takenSequence = sequence;
    takenRows = rows;
    takenHash = hash;
    return true;
  }

  public long takenSequence() {
    return takenSequence;
  }

  public long takenRows() {
    return takenRows;
  }

  public long takenHash() {
    return takenHash;
  }
}
