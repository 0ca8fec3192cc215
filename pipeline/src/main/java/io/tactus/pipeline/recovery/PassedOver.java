package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A snapshot that was not begun from, for an older one or the beginning. Immutable.
 *
 * @param reason what is wrong with it; names the file
 * @param wrong whether its checksums do not show that
 */
public record PassedOver(SnapshotInfo snapshot, String reason, boolean wrong) {

  /** One that does not check out, or has wrong contents. */
  public static PassedOver damaged(SnapshotInfo snapshot, JournalDamage damage) {
    return new PassedOver(
        snapshot, damage.file() + ": " + damage.reason(), damage instanceof WrongSnapshot);
  }

  /** One that could not be read. */
  public static PassedOver unreadable(SnapshotInfo snapshot, JournalFailure failure) {
    return new PassedOver(snapshot, failure.getMessage(), false);
  }

  /** One that holds a command which was voided later. */
  public static PassedOver stale(SnapshotInfo snapshot, String reason) {
    return new PassedOver(snapshot, reason, false);
  }

  /** Damage that would not matter if these could have been used: it says so. */
  public static JournalDamage withReasons(JournalDamage damage, List<PassedOver> passedOver) {
    if (passedOver.isEmpty()) {
      return damage;
    }
    return new JournalDamage(
        damage.file(),
        damage.offset(),
        damage.sequence(),
        damage.reason() + "; passed over: " + reasons(passedOver),
        damage.advice());
  }

  /** All reasons in a line. */
  public static String reasons(List<PassedOver> passedOver) {
    return passedOver.stream().map(PassedOver::reason).collect(Collectors.joining("; "));
  }
}
