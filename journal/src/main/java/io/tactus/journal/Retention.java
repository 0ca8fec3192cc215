package io.tactus.journal;

import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets go of old snapshots and segments, and never of what recovery may need: the newest good
 * snapshots, and the journal from the oldest of them on. Nor of what somebody reads.
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
   */
  public int apply(SnapshotFolder snapshots, Journal journal, HistoryHolds holds) {
    List<SnapshotInfo> all = snapshots.list();
    int kept = needed(snapshots, all);
    if (kept == 0) {
      return 0; // There are not enough good ones yet.
    }
    while (kept < all.size() && isWorthKeeping(snapshots, journal, all, kept)) {
      kept++;
    }
    return delete(snapshots, journal, holds, all, kept);
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
      SnapshotFolder snapshots, Journal journal, List<SnapshotInfo> all, int index) {
    long newest = snapshots.timestampMicros(all.getFirst());
    if (snapshots.timestampMicros(all.get(index - 1)) <= newest - keepMicros) {
      return false;
    }
    long bytes = journal.bytesFrom(all.get(index).sequence() + 1);
    for (SnapshotInfo snapshot : all.subList(0, index + 1)) {
      bytes += snapshot.sizeBytes();
    }
    return maxBytes == 0 || bytes <= maxBytes;
  }

  private static int delete(
      SnapshotFolder snapshots,
      Journal journal,
      HistoryHolds holds,
      List<SnapshotInfo> all,
      int kept) {
    long from = holds.letGoBefore(all.get(kept - 1).sequence());
    List<SnapshotInfo> old = new ArrayList<>(all.subList(kept, all.size()));
    old.removeIf(snapshot -> snapshot.sequence() >= from);
    snapshots.delete(old);
    int segments = 0;
    while (holds.step(oldestHeld -> journal.retainOne(Math.min(from, oldestHeld) + 1))) {
      segments++;
    }
    return segments;
  }
}
