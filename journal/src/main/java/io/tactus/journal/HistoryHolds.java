package io.tactus.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * Who reads old history just now, and from where on: a backup, for one. {@link Retention} lets
 * nothing go that is held.
 *
 * <p>Threading: any thread.
 */
public final class HistoryHolds {
  private final List<Hold> holds = new ArrayList<>();

  /** Holds all there is, until told otherwise. */
  public synchronized Hold holdAll() {
    holds.removeIf(old -> old.closed);
    Hold hold = new Hold();
    holds.add(hold);
    return hold;
  }

  /**
   * Lets go of history while nobody can begin to hold it.
   *
   * @param deletion is told the least sequence anyone holds, {@link Long#MAX_VALUE} if nobody does:
   *     the snapshot of that sequence must stay, and all behind it
   * @return what it returns
   */
  synchronized int letGo(LongToIntFunction deletion) {
    holds.removeIf(hold -> hold.closed);
    return deletion.applyAsInt(
        holds.stream().mapToLong(hold -> hold.sequence).min().orElse(Long.MAX_VALUE));
  }

  /** One reader's hold, until closed. Threading: any thread. */
  public final class Hold implements AutoCloseable {
    private long sequence;
    private volatile boolean closed;

    private Hold() {}

    /**
     * Lets go of what lies before a sequence.
     *
     * @param fromSequence the state at this sequence stays reachable; not less than before
     */
    public void narrow(long fromSequence) {
      synchronized (HistoryHolds.this) {
        if (fromSequence < sequence) {
          throw new IllegalArgumentException(
              "held from " + sequence + ", cannot hold again from " + fromSequence);
        }
        sequence = fromSequence;
      }
    }

    /** Lets go; never waits, not even for a deletion under way. Again does nothing. */
    @Override
    public void close() {
      closed = true;
    }
  }
}
