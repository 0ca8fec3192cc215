package io.tactus.journal.inspect;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;

/** Reads every byte of the journal and of all snapshots and says what is wrong. */
public final class JournalVerifier {
  private JournalVerifier() {}

  /**
   * The verdict.
   *
   * @param segments segments of the journal
   * @param snapshots snapshot files
   * @param firstSequence the oldest command in the journal, as far as it could be read
   * @param lastSequence the last one
   * @param damages what is wrong; empty if all is well
   * @param notes what is worth knowing and not wrong, such as a torn tail
   */
  public record Report(
      int segments,
      int snapshots,
      long firstSequence,
      long lastSequence,
      List<JournalDamage> damages,
      List<String> notes) {

    public Report {
      damages = List.copyOf(damages);
      notes = List.copyOf(notes);
    }

    public boolean ok() {
      return damages.isEmpty();
    }

    /** The verdict for people. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (JournalDamage damage : damages) {
        lines.add("damaged: " + damage.getMessage());
      }
      lines.addAll(notes);
      if (ok()) {
        lines.add(
            "ok: "
                + segments
                + " segments, sequences "
                + firstSequence
                + " to "
                + lastSequence
                + ", "
                + snapshots
                + " snapshots");
      }
      return lines;
    }
  }

  /** Verifies a data folder. Damage is reported, not thrown. */
  public static Report verify(Disk disk) {
    List<JournalDamage> damages = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    JournalScan scan = null;
    try {
      scan = JournalScan.scan(disk, 0);
      scan.forEach(0, (header, body, offset) -> {});
      scan.tornTail().ifPresent(tail -> notes.add(tail.describe()));
      if (!scan.isMarked()) {
        notes.add(JournalScan.NOT_MARKED);
      }
    } catch (JournalDamage e) {
      damages.add(e);
    }
    List<SnapshotInfo> snapshots = new SnapshotFolder(disk).list();
    for (SnapshotInfo snapshot : snapshots) {
      try {
        SnapshotMeta meta = new SnapshotFolder(disk).verify(snapshot);
        if (scan != null) {
          checkBelongs(disk, snapshot, meta, scan);
        }
      } catch (JournalDamage e) {
        damages.add(e);
      }
    }
    if (scan != null && scan.isEmpty() && !snapshots.isEmpty()) {
      damages.add(JournalScan.missing(disk, snapshots.getFirst().sequence()));
    }
    return new Report(
        scan == null ? 0 : scan.segments().size(),
        snapshots.size(),
        scan == null ? 0 : scan.firstSequence(),
        scan == null ? 0 : scan.lastSequence(),
        damages,
        notes);
  }

  /** A snapshot that checks out may still not be a snapshot of this journal. */
  private static void checkBelongs(
      Disk disk, SnapshotInfo snapshot, SnapshotMeta meta, JournalScan scan) {
    String reason = null;
    if (!scan.isEmpty() && meta.logId() != 0 && meta.logId() != scan.logId()) {
      reason = "the snapshot belongs to another log";
    } else if (!scan.isEmpty() && meta.sequence() > scan.lastSequence()) {
      reason = "the journal ends before the snapshot, at sequence " + scan.lastSequence();
    } else if (meta.sequence() >= scan.firstSequence()
        && scan.epochOf(meta.sequence()) != meta.epoch()
        && !scan.isEmpty()) {
      reason = "the snapshot is of epoch " + meta.epoch() + ", the journal is not";
    }
    if (reason != null) {
      throw new JournalDamage(
          disk.describe(snapshot.file()),
          0,
          meta.sequence(),
          reason,
          "Keep only what belongs together; replay needs a snapshot of this log.");
    }
  }
}
