package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.segment.SegmentInfo;
import java.util.List;
import java.util.Optional;

/**
 * What the mark claims, held against what is there.
 *
 * <p>Threading: immutable.
 */
final class MarkClaims {
  /** What to do when something is missing that the mark claims. */
  static final String ADVICE =
      "Nothing was changed. What is missing had been answered. If the folder is a copy that was made"
          + " while a server ran, copy it again from a stopped one; else restore a backup. To go on"
          + " without what is missing, move the file journal/mark away: the next start then begins"
          + " a new epoch behind what is left. Or leave it all as it is and restore what is left:"
          + " 'tactus restore THIS_FOLDER --data NEW_FOLDER --at seq:N'.";

  private final Disk disk;
  private final Optional<JournalMark> mark;

  MarkClaims(Disk disk, Optional<JournalMark> mark) {
    this.disk = disk;
    this.mark = mark;
  }

  /** Whether there is a mark that checks out. */
  boolean areKnown() {
    return mark.isPresent();
  }

  /**
   * Demands the segment that was being written.
   *
   * @throws JournalDamage if it, or segments before it, are gone, or are of another log
   */
  void checkSegments(List<SegmentInfo> segments) {
    if (mark.isEmpty()) {
      return;
    }
    JournalMark claimed = mark.get();
    String reason = null;
    if (segments.isEmpty()) {
      reason = "all segments are missing: number " + claimed.ordinal() + " was being written";
    } else {
      SegmentInfo last = segments.getLast();
      if (last.logId() != claimed.logId()) {
        reason = "the mark belongs to another log than the segments";
      } else if (last.ordinal() < claimed.ordinal()) {
        reason =
            "the last segments are missing: there is number "
                + last.ordinal()
                + ", number "
                + claimed.ordinal()
                + " was being written";
      } else if (last.ordinal() == claimed.ordinal() && last.epoch() != claimed.epoch()) {
        reason =
            "the mark is of epoch " + claimed.epoch() + ", the last segment of " + last.epoch();
      }
    }
    if (reason != null) {
      throw new JournalDamage(
          disk.describe(JournalMark.FILE), 0, claimed.lastSequence(), reason, ADVICE);
    }
  }

  /**
   * How the claim is broken if the last segment's good records end at an offset; null if it is not.
   */
  String brokenBy(SegmentInfo last, int at) {
    if (mark.isEmpty()
        || mark.get().ordinal() != last.ordinal()
        || mark.get().forcedBytes() <= at) {
      return null;
    }
    return ", but "
        + disk.describe(JournalMark.FILE)
        + " says that the bytes up to "
        + mark.get().forcedBytes()
        + " had been forced, through sequence "
        + mark.get().lastSequence();
  }
}
