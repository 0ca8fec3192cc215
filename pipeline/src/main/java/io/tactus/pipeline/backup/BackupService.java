package io.tactus.pipeline.backup;

import io.tactus.journal.HistoryHolds;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.pipeline.recovery.SnapshotContents;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Backups of a running server, one at a time. Commands go on meanwhile: a backup reads files that
 * no longer change, and holds them against retention.
 *
 * <p>Threading: any thread.
 */
public final class BackupService implements AutoCloseable {
  private final Disk disk;
  private final HistoryHolds holds;
  private final LongSupplier appliedSequence;
  private final LongPredicate forceThrough;
  private final LongSupplier wallMicros;
  private BackupStream running;
  private boolean beginning;
  private boolean closed;

  /**
   * Creates the service.
   *
   * @param appliedSequence the last command applied
   * @param forceThrough forces the journal through a sequence; false if the journal has failed
   * @param wallMicros the time, microseconds since the epoch
   */
  public BackupService(
      Disk disk,
      HistoryHolds holds,
      LongSupplier appliedSequence,
      LongPredicate forceThrough,
      LongSupplier wallMicros) {
    this.disk = disk;
    this.holds = holds;
    this.appliedSequence = appliedSequence;
    this.forceThrough = forceThrough;
    this.wallMicros = wallMicros;
  }

  /**
   * Begins a backup of everything applied by now. Checks the snapshot and reads the journal behind
   * it once, so it takes as long as that.
   *
   * @param history all that is retained instead of the newest snapshot and what follows it, so that
   *     older points can be restored as well
   * @return the backup, to be closed; empty if one is under way already
   * @throws IllegalStateException if the journal has failed, or the engine is closing
   * @throws io.tactus.journal.JournalDamage if what is to be backed up is damaged
   * @throws JournalFailure if it cannot be read
   */
  public Optional<BackupStream> begin(boolean history) {
    synchronized (this) {
      checkOpen();
      if (beginning || running != null) {
        return Optional.empty();
      }
      beginning = true;
    }
    HistoryHolds.Hold hold = holds.holdAll();
    BackupStream stream = null;
    try {
      stream = stream(history, hold);
      return Optional.of(stream);
    } catch (IOException e) {
      throw new JournalFailure("cannot begin a backup", e);
    } finally {
      begun(stream, hold);
    }
  }

  private synchronized void begun(BackupStream stream, HistoryHolds.Hold hold) {
    beginning = false;
    running = stream;
    if (stream == null) {
      hold.close();
    } else if (closed) {
      stream.close();
    }
  }

  private BackupStream stream(boolean history, HistoryHolds.Hold hold) throws IOException {
    force(appliedSequence.getAsLong());
    SnapshotFolder folder =
        new SnapshotFolder(disk, () -> bytes -> checkOpen(), SnapshotContents::checkSettings);
    // Snapshots before that one go just now.
    long oldest = hold.snapshotsFrom();
    BackupOrigin origin =
        history
            ? BackupOrigin.oldest(disk, folder, oldest)
            : BackupOrigin.newest(disk, folder, oldest);
    hold.narrow(origin.sequence());
    // What the scan found may be written and not forced yet: a power cut must not take back what a
    // backup holds.
    force(origin.scan().lastSequence());
    BackupManifest manifest = BackupContents.of(disk, origin, wallMicros.getAsLong());
    return new BackupStream(disk, manifest, () -> ended(hold));
  }

  private synchronized void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the engine is closing");
    }
  }

  private void force(long sequence) {
    if (!forceThrough.test(sequence)) {
      checkOpen();
      throw new IllegalStateException("no backup: the journal has failed");
    }
  }

  private void ended(HistoryHolds.Hold hold) {
    hold.close();
    synchronized (this) {
      running = null;
    }
  }

  /** Breaks off the backup under way; later ones are refused. */
  @Override
  public void close() {
    BackupStream left;
    synchronized (this) {
      closed = true;
      left = running;
    }
    if (left != null) {
      left.close();
    }
  }
}
