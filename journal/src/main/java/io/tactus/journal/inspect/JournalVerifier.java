package io.tactus.journal.inspect;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.JournalScan;
import io.tactus.journal.RecordVisitor;
import io.tactus.journal.file.Disk;
import io.tactus.journal.format.FolderFormat;
import io.tactus.journal.format.FormatChain;
import io.tactus.journal.segment.SegmentName;
import io.tactus.journal.snapshot.SnapshotCheck;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads every byte of the journal and of all snapshots and says what is wrong. A folder that it
 * finds whole is one a server starts on, as far as bytes tell: not looked at is whether the pages
 * of a snapshot are those of the state hash it gives. The other way round it is stricter: damage in
 * what a start does not read, old snapshots and the journal before the newest, is damage all the
 * same.
 */
public final class JournalVerifier {
  /**
   * How often a folder is verified in which retention was at work meanwhile, before what is wrong
   * counts. A server would have to take snapshots faster than they are read for that.
   */
  private static final int ATTEMPTS = 10;

  private JournalVerifier() {}

  /**
   * The verdict.
   *
   * @param segments segments of the journal
   * @param snapshots snapshot files
   * @param firstSequence the oldest command in the journal, as far as it could be read
   * @param lastSequence the last one
   * @param closedCleanly whether the last run closed it in good order
   * @param damages what is wrong; empty if all is well
   * @param notes what is worth knowing and not wrong, such as a torn tail
   */
  public record Report(
      int segments,
      int snapshots,
      long firstSequence,
      long lastSequence,
      boolean closedCleanly,
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

  /**
   * Looks at what a recovery would begin from and go on with, as it is read: for whoever knows what
   * the records mean. {@link JournalDamage} it throws is reported; what else it throws ends the
   * verification.
   */
  public interface Contents extends SnapshotCheck {
    /** Looks at nothing. */
    Contents ANY =
        new Contents() {
          @Override
          public void check(Disk disk, SnapshotInfo snapshot) {}

          @Override
          public void onNewest(Disk disk, SnapshotInfo snapshot) {}

          @Override
          public RecordVisitor begin(Disk disk, Optional<SnapshotInfo> snapshot, JournalScan scan) {
            return (header, body, offset) -> {};
          }
        };

    /**
     * Called with the newest snapshot that checks out, before anybody knows whether the journal is
     * whole.
     */
    void onNewest(Disk disk, SnapshotInfo snapshot);

    /**
     * Called when that is known.
     *
     * @param snapshot that a recovery would begin from; empty for the beginning
     * @return what is called with each record behind it
     */
    RecordVisitor begin(Disk disk, Optional<SnapshotInfo> snapshot, JournalScan scan);
  }

  /** Verifies a data folder. Damage is reported, not thrown. */
  public static Report verify(Disk disk) {
    return verify(disk, Contents.ANY);
  }

  /** As above, and shows the contents. */
  public static Report verify(Disk disk, Contents contents) {
    try {
      FolderFormat.checkOrNew(disk, FormatChain.RELEASED);
    } catch (JournalDamage e) {
      // Nobody can tell what the rest means.
      return new Report(0, 0, 0, 0, false, List.of(e), List.of());
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(FolderLayout.FORMAT), e);
    }
    for (int attempt = 1; ; attempt++) {
      Oldest before = Oldest.of(disk);
      try {
        Report report = verifyOnce(disk, contents);
        if (report.ok() || attempt == ATTEMPTS || before.equals(Oldest.of(disk))) {
          return report;
        }
      } catch (JournalFailure e) {
        if (attempt == ATTEMPTS || before.equals(Oldest.of(disk))) {
          throw e;
        }
      }
    }
  }

  /**
   * What tells whether a server let go of history, or took a snapshot: then what was read first
   * need not fit what was read later.
   */
  private record Oldest(List<SnapshotInfo> snapshots, Optional<String> segment) {
    static Oldest of(Disk disk) {
      try {
        return new Oldest(
            new SnapshotFolder(disk).list(),
            disk.list(FolderLayout.JOURNAL).stream().filter(SegmentName::isSegment).findFirst());
      } catch (IOException e) {
        throw new JournalFailure("cannot list " + disk.describe(FolderLayout.JOURNAL), e);
      }
    }
  }

  private static Report verifyOnce(Disk disk, Contents contents) {
    List<SnapshotInfo> snapshots = new SnapshotFolder(disk).list();
    List<JournalDamage> ofSnapshots = new ArrayList<>();
    Map<SnapshotInfo, SnapshotMeta> good = goodOf(disk, snapshots, contents, ofSnapshots);
    showNewest(disk, good, contents);
    List<JournalDamage> damages = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    JournalScan scan = null;
    try {
      scan = JournalScan.scan(disk, 0);
      if (leaveOutStale(disk, good, scan, notes)) {
        showNewest(disk, good, contents);
      }
      scan.tornTail().ifPresent(tail -> notes.add(tail.describe()));
      if (!scan.isMarked()) {
        notes.add(JournalScan.NOT_MARKED);
      }
      Optional<SnapshotInfo> beginning = good.keySet().stream().findFirst();
      scan.checkReachesBackTo(beginning.map(SnapshotInfo::sequence).orElse(0L));
      read(disk, scan, beginning, contents);
    } catch (JournalDamage e) {
      damages.add(e);
    }
    damages.addAll(ofSnapshots);
    if (scan != null) {
      for (Map.Entry<SnapshotInfo, SnapshotMeta> snapshot : good.entrySet()) {
        damageOf(disk, snapshot.getKey(), snapshot.getValue(), scan).ifPresent(damages::add);
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
        damages.isEmpty() && scan.closedCleanly(),
        damages,
        notes);
  }

  /** What those that check out say about themselves, in the order given. */
  private static Map<SnapshotInfo, SnapshotMeta> goodOf(
      Disk disk,
      List<SnapshotInfo> snapshots,
      SnapshotCheck contents,
      List<JournalDamage> damages) {
    SnapshotFolder folder = new SnapshotFolder(disk, contents);
    Map<SnapshotInfo, SnapshotMeta> good = new LinkedHashMap<>();
    for (SnapshotInfo snapshot : snapshots) {
      try {
        good.put(snapshot, folder.verify(snapshot));
      } catch (JournalDamage e) {
        damages.add(e);
      }
    }
    return good;
  }

  private static void showNewest(
      Disk disk, Map<SnapshotInfo, SnapshotMeta> good, Contents contents) {
    good.keySet().stream().findFirst().ifPresent(newest -> contents.onNewest(disk, newest));
  }

  /** Those that hold a command which was voided later are passed over by a start. */
  private static boolean leaveOutStale(
      Disk disk, Map<SnapshotInfo, SnapshotMeta> good, JournalScan scan, List<String> notes) {
    return good.entrySet()
        .removeIf(
            snapshot -> {
              Optional<String> stale = scan.whyStale(snapshot.getKey());
              if (stale.isEmpty()
                  || damageOf(disk, snapshot.getKey(), snapshot.getValue(), scan).isPresent()) {
                return false;
              }
              notes.add("passed over: " + stale.get());
              return true;
            });
  }

  private static void read(
      Disk disk, JournalScan scan, Optional<SnapshotInfo> beginning, Contents contents) {
    long afterSequence = beginning.map(SnapshotInfo::sequence).orElse(0L);
    RecordVisitor records = contents.begin(disk, beginning, scan);
    scan.forEach(
        0,
        (header, body, offset) -> {
          if (header.sequence() > afterSequence) {
            records.onRecord(header, body, offset);
          }
        });
  }

  /** A snapshot that checks out may still not be a snapshot of this journal. */
  private static Optional<JournalDamage> damageOf(
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
    return Optional.ofNullable(reason)
        .map(
            wrong ->
                new JournalDamage(
                    disk.describe(snapshot.file()),
                    0,
                    meta.sequence(),
                    wrong,
                    "Keep only what belongs together; replay needs a snapshot of this log."));
  }
}
