package io.tactus.pipeline;

import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.plugin.ProcedureCatalog;
import io.tactus.storage.Store;
import java.util.concurrent.CompletableFuture;

/**
 * A running database over a data folder: recovered, journaling, beating.
 *
 * <p>Threading: any thread, except that a {@link Submitter} belongs to one.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Engine implements AutoCloseable {

  private Engine() {}

  /**
   * Takes the folder's lock, recovers the state from snapshot and journal, and starts.
   *
   * @throws io.tactus.journal.JournalDamage if the folder is damaged; nothing was changed
   * @throws io.tactus.journal.JournalFailure if a file operation failed, or the folder is locked
   */
  public static Engine open(EngineConfig config, Disk disk, ProgressListener progress) {
    throw new UnsupportedOperationException();
  }

  /** The settings it was opened with. */
  public EngineConfig config() {
    throw new UnsupportedOperationException();
  }

  /** The state: published versions are for everybody, the rest for the applying thread only. */
  public Store store() {
    throw new UnsupportedOperationException();
  }

  /**
   * A door for one thread. It stays until the engine closes.
   *
   * @param wake runs on the applying thread, at most once until the next drain, when replies wait;
   *     must be quick and must not throw
   */
  public Submitter submitter(Runnable wake) {
    throw new UnsupportedOperationException();
  }

  public EngineStatus status() {
    throw new UnsupportedOperationException();
  }

  /** Why the engine is {@link EngineStatus#FAILED} or {@link EngineStatus#HALTED}, or null. */
  public Throwable failure() {
    throw new UnsupportedOperationException();
  }

  /** The procedures in force. */
  public ProcedureCatalog procedures() {
    throw new UnsupportedOperationException();
  }

  public EngineStatistics statistics() {
    throw new UnsupportedOperationException();
  }

  /** Row changes for change feeds. */
  public ChangeLog changes() {
    throw new UnsupportedOperationException();
  }

  /** The log epoch being written. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  /** The number of the last beat that began. */
  public long tick() {
    throw new UnsupportedOperationException();
  }

  /** Takes a snapshot in the background; one at a time, later calls wait for their turn. */
  public CompletableFuture<SnapshotInfo> snapshot() {
    throw new UnsupportedOperationException();
  }

  /** Refuses new commands, answers those admitted, stops the threads, closes the journal. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
