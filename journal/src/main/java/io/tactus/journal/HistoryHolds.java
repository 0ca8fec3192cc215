package io.tactus.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * Who reads old history just now, and from where on: a backup, for one. {@link Retention} lets
 * nothing go that is held.
 *
 * <p>Snapshots are large and go slowly, so nobody waits for them: retention first says from which
 * one on they stay, and who begins to hold history after that is told, and keeps away from those
 * before. Segments go one by one, each while nobody can begin to hold it.
 *
 * <pre>
 *  retention:  letGoBefore(40) ─ S10, S20, S30 go, slowly ──────── step ─ step   no more steps
 *  backup:                            holdAll ─ uses S40 and later, and all segments there are
 * </pre>
 *
 * <p>Threading: any thread.
 */
public final class HistoryHolds {
  /** Fair: between two of many steps it is the turn of whoever wants to hold. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final List<Hold> holds = new ArrayList<>();
  private long snapshotsFrom;

  /** Holds all there is and does not go already, until told otherwise. */
  public Hold holdAll() {
    lock.lock();
    try {
      Hold hold = new Hold(snapshotsFrom);
      holds.add(hold);
      return hold;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says which snapshots go: from now on nobody begins to read them.
   *
   * @param sequence snapshots before this one may go, as far as nobody holds them
   * @return snapshots before this sequence may be deleted now, however long that takes; the one of
   *     that sequence and later ones must stay
   */
  long letGoBefore(long sequence) {
    lock.lock();
    try {
      long from = Math.min(sequence, oldestHeld());
      snapshotsFrom = Math.max(snapshotsFrom, from);
      return from;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does a short step of a deletion while nobody can begin to hold history.
   *
   * @param deletion is told the least sequence anyone holds, {@link Long#MAX_VALUE} if nobody does:
   *     all behind it must stay
   * @return what it returns
   */
  boolean step(LongPredicate deletion) {
    lock.lock();
    try {
      return deletion.test(oldestHeld());
    } finally {
      lock.unlock();
    }
  }

  private long oldestHeld() {
    holds.removeIf(hold -> hold.closed);
    return holds.stream().mapToLong(hold -> hold.sequence).min().orElse(Long.MAX_VALUE);
  }

  /** One reader's hold, until closed. Threading: any thread. */
  public final class Hold implements AutoCloseable {
    private final long snapshotsFrom;
    private long sequence;
    private volatile boolean closed;

    private Hold(long snapshotsFrom) {
      this.snapshotsFrom = snapshotsFrom;
    }

    /** Snapshots before this sequence may be there, and go: they are not to be used. */
    public long snapshotsFrom() {
      return snapshotsFrom;
    }

    /**
     * Lets go of what lies before a sequence.
     *
     * @param fromSequence the state at this sequence stays reachable; not less than before
     */
    public void narrow(long fromSequence) {
      lock.lock();
      try {
        if (fromSequence < sequence) {
          throw new IllegalArgumentException(
              "held from " + sequence + ", cannot hold again from " + fromSequence);
        }
        sequence = fromSequence;
      } finally {
        lock.unlock();
      }
    }

    /** Lets go; never waits, not even for a deletion under way. Again does nothing. */
    @Override
    public void close() {
      closed = true;
    }
  }
}
