package io.tactus.pipeline.replay;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.RefusalListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs a recorded history, step by step, in memory. Never writes to the data folder, takes no lock,
 * and may run beside a live server, up to what the journal held when it was opened.
 *
 * <p>Threading: one thread.
 */
public final class ReplaySession implements AutoCloseable {
  private final Disk disk;
  private final ReplayParts parts;
  private final long firstSequence;
  private final long lastSequence;
  private Replay replay;
  private Throwable lost;
  private long hashesCompared;
  private long firstDivergence;
  private boolean unpublished;

  private ReplaySession(Disk disk, ReplayParts parts, Replay replay) {
    this.disk = disk;
    this.parts = parts;
    this.replay = replay;
    this.firstSequence = replay.startSequence();
    this.lastSequence = replay.scan().lastSequence();
  }

  /**
   * Opens a history at the oldest point it reaches back to, with the plug-ins kept in the folder.
   *
   * @throws io.tactus.journal.JournalDamage if the folder is damaged
   * @throws io.tactus.pipeline.plugin.PluginMissing if the history needs a plug-in that is not kept
   */
  public static ReplaySession open(Disk disk) {
    return open(disk, new PluginStore(disk), CommitListener.NONE, ReplySink.NONE);
  }

  /**
   * Opens a history at the oldest point it reaches back to.
   *
   * @param plugins finds plug-ins; {@link PluginStore} knows those of the folder
   * @param commits is told what each commit changed, as it is replayed
   * @param replies is given what each command was answered
   */
  public static ReplaySession open(
      Disk disk, PluginResolver plugins, CommitListener commits, ReplySink replies) {
    ReplayParts parts =
        new ReplayParts(
            0,
            plugins,
            commits,
            RefusalListener.NONE,
            replies,
            ProgressListener.SILENT,
            Store::create);
    RuntimeException reason = null;
    for (long start : startingPoints(disk)) {
      try {
        return new ReplaySession(disk, parts, Replay.open(disk, start, parts));
      } catch (JournalDamage e) {
        // The journal does not reach back that far any more, or this snapshot is the damaged thing:
        // the newest point is the one whose damage counts.
        reason = e;
      }
    }
    throw reason;
  }

  /** Sequences at which the history might begin, oldest first. */
  private static List<Long> startingPoints(Disk disk) {
    List<Long> points =
        new ArrayList<>(
            new SnapshotFolder(disk).list().stream().map(SnapshotInfo::sequence).toList());
    points.add(0L);
    points.sort(Comparator.naturalOrder());
    return points;
  }

  /** The oldest sequence that can be sought: that of the oldest usable snapshot, or 0. */
  public long firstSequence() {
    return firstSequence;
  }

  /** The last sequence of the history. */
  public long lastSequence() {
    return lastSequence;
  }

  /** The last command run. */
  public long sequence() {
    return replay().sequence();
  }

  /** The tick of the last command run. */
  public long tick() {
    return replay().tick();
  }

  /** The time of that tick, microseconds since the epoch. */
  public long tickTimeMicros() {
    return replay().tickTimeMicros();
  }

  /** The journal time of the last command run, microseconds since the epoch. */
  public long timestampMicros() {
    return replay().timestampMicros();
  }

  /** Runs the next command; false at the end. */
  public boolean step() {
    if (replay().sequence() >= lastSequence || !replay().step()) {
      return false;
    }
    unpublished = true;
    noteHashes();
    return true;
  }

  /**
   * Goes to just after a command, forward or back.
   *
   * @throws IllegalArgumentException if the history does not reach that far
   */
  public void seekSequence(long sequence) {
    if (sequence < firstSequence || sequence > lastSequence) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " is not in " + firstSequence + " to " + lastSequence);
    }
    if (sequence < replay().sequence()) {
      reopen(sequence);
    }
    replay().runTo(sequence, ProgressListener.SILENT);
    noteHashes();
  }

  /**
   * Goes to just after the last command of a tick.
   *
   * @throws IllegalArgumentException if the history begins after it
   */
  public void seekTick(long tick) {
    if (tick < replay().tick()) {
      reopen(firstSequence);
    }
    if (replay().sequence() > 0 && tick < replay().tick()) {
      throw new IllegalArgumentException(
          "tick " + tick + " is before tick " + replay().tick() + ", where the history begins");
    }
    while (replay().sequence() < lastSequence
        && replay().peek().filter(header -> header.tick() <= tick).isPresent()) {
      replay().step();
    }
    unpublished = true;
    noteHashes();
  }

  private void reopen(long atMostSequence) {
    noteHashes();
    replay().close();
    replay = null; // Two states at once may be too large; if this one cannot be had, there is none.
    try {
      replay = Replay.open(disk, atMostSequence, parts);
    } catch (RuntimeException | Error e) {
      lost = e;
      throw e;
    }
  }

  private void noteHashes() {
    hashesCompared = Math.max(hashesCompared, replay().hashesCompared());
    if (replay().firstDivergence() != 0 && firstDivergence == 0) {
      firstDivergence = replay().firstDivergence();
    }
  }

  /** The state as it now is, published; null before the first command of a history. */
  public Store store() {
    if (unpublished) {
      replay().publish();
      unpublished = false;
    }
    return replay().store();
  }

  /** The state hashes as of now, for all tables. */
  public StateHashes hashes() {
    return replay().store() == null ? new StateHashes(List.of(), 0, 0) : replay().store().hashes();
  }

  /** HASH records compared so far. */
  public long hashesCompared() {
    return hashesCompared;
  }

  /** The first sequence whose recorded hash differs from the replayed one, or 0. */
  public long firstDivergence() {
    return firstDivergence;
  }

  /** There is none when a seek has failed: the way back led to a folder that is damaged now. */
  private Replay replay() {
    if (replay == null) {
      throw new IllegalStateException(
          "this replay has no state any more: a seek failed: " + lost.getMessage(), lost);
    }
    return replay;
  }

  @Override
  public void close() {
    if (replay != null) {
      replay.close();
    }
  }
}
