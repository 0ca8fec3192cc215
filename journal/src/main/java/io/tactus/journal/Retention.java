package io.tactus.journal;

import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets go of old snapshots and segments, and never of what recovery may need: the newest good
 * snapshots, and the journal from the oldest of them on. Nor of what somebody reads. A snapshot
 * that a start would not go on from counts for nothing: it goes with those that are older than what
 * stays.
 *
 * <p>Beyond that history is kept for a time, so that points in it can be replayed and restored, as
 * long as it does not grow too large.
 *
 * <pre>
 *   S1      S2          S3     S4    S5   now        keepSnapshots 2, keepMicros back to the arrow
 *   ├───────┼──────▲────┼──────┼─────┼────┤
 *   gone    kept: points behind it are in the time   S4, S5 kept in any case
 * </pre>
 *
 * <p>Threading: the thread that takes the snapshots.
 *
 * @param keepSnapshots good snapshots to keep in any case, 1 or more; 2 survive the loss of the
 *     newest
 * @param keepMicros how far back in journal time every point can be reached, microseconds; 0 for no
 *     farther than {@code keepSnapshots} demands
 * @param maxBytes of snapshots and journal, above which history goes before its time; 0 for no
 *     bound. What {@code keepSnapshots} demands stays all the same
 */
public record Retention(int keepSnapshots, long keepMicros, long maxBytes) {
  public Retention {
    check(keepSnapshots >= 1, "snapshots to keep", keepSnapshots);
    check(keepMicros >= 0, "microseconds to keep", keepMicros);
    check(maxBytes >= 0, "bytes to keep", maxBytes);
  }

  /** So many snapshots and the journal behind the oldest of them, nothing more. */
  public Retention(int keepSnapshots) {
    this(keepSnapshots, 0, 0);
  }

  private static void check(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value);
    }
  }

  /** As {@link #apply(SnapshotFolder, Journal, HistoryHolds)}, with nobody reading. */
  public int apply(SnapshotFolder snapshots, Journal journal) {
    return apply(snapshots, journal, new HistoryHolds());
  }

  /**
   * To be called after a snapshot. Those that must stay are read back in full, once, before
   * anything goes.
   *
   * @return segments let go
   * @throws JournalDamage if the beginning of an epoch does not check out that must be known to
   *     tell which snapshots count; nothing was let go
   * @throws JournalFailure if it cannot be read, or a segment or snapshot cannot be let go
   */
  public int apply(SnapshotFolder snapshots, Journal journal, HistoryHolds holds) {
    List<SnapshotInfo> all = snapshots.list();
    // Put into the folder by somebody, a snapshot can be of another history than this one.
    OwnSnapshots own = journal.own(all);
    int kept = needed(snapshots, own.known());
    if (kept == 0) {
      if (own.unknown().isPresent()) {
        throw own.failure();
      }
      return 0; // There are not enough good ones yet.
    }
    List<SnapshotInfo> ours = new ArrayList<>(own.known());
    own.unknown().ifPresent(ours::add);
    while (kept < ours.size() && isWorthKeeping(snapshots, journal, all, ours, kept)) {
      kept++;
    }
    if (kept > own.known().size()) {
      throw own.failure(); // If that one does not count, one before it is to be kept.
    }
    return delete(snapshots, journal, holds, all, ours.get(kept - 1).sequence());
  }

  /** How many of the newest there are down to the last good one that must stay; 0 if too few. */
  private int needed(SnapshotFolder snapshots, List<SnapshotInfo> all) {
    int good = 0;
    for (int i = 0; i < all.size(); i++) {
      if (snapshots.isGood(all.get(i)) && ++good == keepSnapshots) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether points behind a snapshot, and before the next one kept, are still in the time. */
  private boolean isWorthKeeping(
      SnapshotFolder snapshots,
      Journal journal,
      List<SnapshotInfo> all,
      List<SnapshotInfo> ours,
      int index) {
    long newest = snapshots.timestampMicros(ours.getFirst());
    if (snapshots.timestampMicros(ours.get(index - 1)) <= newest - keepMicros) {
      return false;
    }
    long oldest = ours.get(index).sequence();
    long bytes = journal.bytesFrom(oldest + 1);
    for (SnapshotInfo snapshot : all) {
      bytes += snapshot.sequence() >= oldest ? snapshot.sizeBytes() : 0;
    }
    return maxBytes == 0 || bytes <= maxBytes;
  }

  private static int delete(
      SnapshotFolder snapshots,
      Journal journal,
      HistoryHolds holds,
      List<SnapshotInfo> all,
      long oldestKept) {
    long from = holds.letGoBefore(oldestKept);
    List<SnapshotInfo> old = new ArrayList<>(all);
    old.removeIf(snapshot -> snapshot.sequence() >= from);
    snapshots.delete(old);
    int segments = 0;
    while (holds.step(oldestHeld -> journal.retainOne(Math.min(from, oldestHeld) + 1))) {
      segments++;
    }
    return segments;
  }
}
