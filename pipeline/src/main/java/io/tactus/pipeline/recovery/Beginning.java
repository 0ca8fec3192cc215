package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a replay begins with: a state, and the journal behind it. They belong together: a state that
 * holds a command which was voided later is not one of the history that the journal tells.
 *
 * @param passedOver snapshots that are newer than the state and could not be used
 */
record Beginning(StartingPoint point, JournalScan scan, List<PassedOver> passedOver) {
  private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

  Beginning {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Finds the newest usable snapshot at or before a sequence, or the place before the first
   * command. Each is read once: what does not check out on the way is thrown away, and the next
   * older one is taken.
   *
   * @throws JournalDamage if the journal is damaged, or snapshot and journal are not of one history
   * @throws OtherSemantics if it was written under other rules: so was what follows it
   * @throws io.tactus.pipeline.Unreplayable if a plug-in of the state is not there or does not load
   * @throws JournalFailure if the journal or a plug-in of the state cannot be read
   */
  static Beginning find(Disk disk, long atMostSequence, ReplayParts parts) {
    List<PassedOver> passedOver = new ArrayList<>();
    for (SnapshotInfo snapshot : new SnapshotFolder(disk).list()) {
      if (snapshot.sequence() <= atMostSequence) {
        SnapshotState state;
        try {
          state = StartingPoint.load(disk, snapshot, parts);
        } catch (JournalDamage e) {
          LOG.warn("passing over a snapshot that is damaged", e);
          passedOver.add(PassedOver.damaged(snapshot, e));
          continue;
        } catch (JournalFailure e) {
          LOG.warn("passing over a snapshot that cannot be read", e);
          passedOver.add(PassedOver.unreadable(snapshot, e));
          continue;
        }
        StartingPoint point = state.begin(parts.plugins());
        JournalScan scan = scanBehind(disk, point, parts, passedOver);
        Optional<String> stale = scan.whyStale(snapshot);
        if (stale.isEmpty()) {
          return new Beginning(point, scan, passedOver);
        }
        point.close();
        LOG.warn("passing over {}", stale.get());
        passedOver.add(PassedOver.stale(snapshot, stale.get()));
      }
    }
    StartingPoint point = StartingPoint.NOTHING;
    return new Beginning(point, scanBehind(disk, point, parts, passedOver), passedOver);
  }

  private static JournalScan scanBehind(
      Disk disk, StartingPoint point, ReplayParts parts, List<PassedOver> passedOver) {
    try {
      JournalScan scan =
          JournalScan.scan(
              disk,
              point.sequence() + 1,
              (bytes, of) -> parts.progress().onProgress(ProgressListener.Stage.CHECK, bytes, of));
      if (point.origin() != null) {
        point.origin().check(scan);
      }
      return scan;
    } catch (JournalDamage e) {
      point.close();
      throw PassedOver.withReasons(e, passedOver);
    } catch (RuntimeException | Error e) {
      point.close();
      throw e;
    }
  }
}
