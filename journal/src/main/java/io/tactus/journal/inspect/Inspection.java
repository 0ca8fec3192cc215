package io.tactus.journal.inspect;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;

/**
 * A journal to be looked at: all of it, or what it holds before its first damage.
 *
 * @param damage null if there is none
 */
public record Inspection(JournalScan scan, JournalDamage damage) {

  /**
   * Scans a journal from a sequence on.
   *
   * @throws JournalDamage if nothing of it can be read
   */
  public static Inspection of(Disk disk, long fromSequence) {
    try {
      return new Inspection(JournalScan.scan(disk, fromSequence), null);
    } catch (JournalDamage damage) {
      JournalScan before;
      try {
        before = JournalScan.scanToDamage(disk, fromSequence);
      } catch (JournalDamage e) {
        throw damage;
      }
      return new Inspection(before, damage);
    }
  }

  /**
   * To be called when what is there was shown.
   *
   * @throws JournalDamage if the journal is damaged behind that
   */
  public void end() {
    if (damage != null) {
      throw damage;
    }
  }
}
