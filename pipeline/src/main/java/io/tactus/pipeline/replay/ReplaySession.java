package io.tactus.pipeline.replay;

import io.tactus.journal.file.Disk;
import io.tactus.storage.Store;

/**
 * Runs a recorded history, step by step, in memory. Never writes to the data folder, takes no lock,
 * and may run beside a live server, up to what the journal held when it was opened.
 *
 * <p>Threading: one thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ReplaySession implements AutoCloseable {

  private ReplaySession() {}

  /**
   * Opens a history at the oldest point it reaches back to.
   *
   * @throws io.tactus.journal.JournalDamage if the folder is damaged
   */
  public static ReplaySession open(Disk disk) {
    throw new UnsupportedOperationException();
  }

  /** The oldest sequence that can be sought: that of the oldest usable snapshot, or 0. */
  public long firstSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last sequence of the history. */
  public long lastSequence() {
    throw new UnsupportedOperationException();
  }

  /** The last command run. */
  public long sequence() {
    throw new UnsupportedOperationException();
  }

  /** The tick of the last command run. */
  public long tick() {
    throw new UnsupportedOperationException();
  }

  /** Runs the next command; false at the end. */
  public boolean step() {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes to just after a command, forward or back.
   *
   * @throws IllegalArgumentException if the history does not reach that far
   */
  public void seekSequence(long sequence) {
    throw new UnsupportedOperationException();
  }

  /** Goes to just after the last command of a tick. */
  public void seekTick(long tick) {
    throw new UnsupportedOperationException();
  }

  /** The state as it now is, published: {@code store().versions().latest()}. */
  public Store store() {
    throw new UnsupportedOperationException();
  }

  /** HASH records compared so far. */
  public long hashesCompared() {
    throw new UnsupportedOperationException();
  }

  /** The first sequence whose recorded hash differs from the replayed one, or 0. */
  public long firstDivergence() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
