package io.tactus.journal.segment;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the segments of a journal and checks that their headers form one chain. */
public final class SegmentFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);
  private static final String ADVICE =
      "Restore a backup, or what is before the damage: 'tactus restore THIS_FOLDER --data NEW_FOLDER"
          + " --at seq:N'.";

  private SegmentFolder() {}

  /**
   * All segments, oldest first.
   *
   * @throws JournalDamage if a header does not check out or a segment is missing between two others
   */
  public static List<SegmentInfo> list(Disk disk) throws IOException {
    List<SegmentInfo> segments = new ArrayList<>();
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      if (SegmentName.isSegment(name)) {
        segments.add(read(disk, name));
      }
    }
    segments.sort(Comparator.comparingLong(SegmentInfo::ordinal));
    for (int i = 1; i < segments.size(); i++) {
      checkSuccession(disk, segments.get(i - 1), segments.get(i));
    }
    return segments;
  }

  /** The segments before the first damage, oldest first: as many as form one chain. */
  public static List<SegmentInfo> listToDamage(Disk disk) throws IOException {
    List<SegmentInfo> segments = new ArrayList<>();
    try {
      // By name, which is by first sequence: a header that is damaged tells no ordinal.
      for (String name : disk.list(FolderLayout.JOURNAL)) {
        if (SegmentName.isSegment(name)) {
          SegmentInfo next = read(disk, name);
          if (!segments.isEmpty()) {
            checkSuccession(disk, segments.getLast(), next);
          }
          segments.add(next);
        }
      }
    } catch (JournalDamage e) {
      LOG.debug("segments are read up to here", e);
    }
    return segments;
  }

  /** Whether a segment's file still bears its name. */
  public static boolean isThere(Disk disk, SegmentInfo info) throws IOException {
    if (!disk.exists(info.file())) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.allocate(SegmentHeader.SIZE_BYTES);
    try (DiskFile file = disk.openReadOnly(info.file())) {
      file.readFully(buffer, 0);
    } catch (EOFException e) {
      return false;
    }
    return SegmentHeader.problem(buffer) == null
        && SegmentHeader.decode(info.file(), buffer).equals(info);
  }

  private static SegmentInfo read(Disk disk, String name) throws IOException {
    String path = SegmentName.path(name);
    ByteBuffer buffer = ByteBuffer.allocate(SegmentHeader.SIZE_BYTES);
    String problem;
    String advice = ADVICE;
    try (DiskFile file = disk.openReadOnly(path)) {
      file.readFully(buffer, 0);
      problem = SegmentHeader.problem(buffer);
      if (problem != null && SegmentHeader.isOfOtherVersion(buffer)) {
        advice = JournalDamage.OTHER_VERSION;
      }
    } catch (EOFException e) {
      problem = "the file is shorter than a segment header";
    }
    if (problem != null) {
      throw new JournalDamage(disk.describe(path), 0, 0, problem, advice);
    }
    SegmentInfo info = SegmentHeader.decode(path, buffer);
    if (!SegmentName.of(info.firstSequence(), info.ordinal()).equals(name)) {
      throw new JournalDamage(
          disk.describe(path),
          0,
          info.firstSequence(),
          "the segment header belongs to " + SegmentName.of(info.firstSequence(), info.ordinal()),
          "Give the file its own name back.");
    }
    return info;
  }

  private static void checkSuccession(Disk disk, SegmentInfo earlier, SegmentInfo later) {
    String problem = null;
    if (later.ordinal() != earlier.ordinal() + 1) {
      problem =
          "segments " + (earlier.ordinal() + 1) + " to " + (later.ordinal() - 1) + " are missing";
    } else if (later.logId() != earlier.logId()) {
      problem = "the segment belongs to another log than the one before it";
    } else if (later.epoch() < earlier.epoch() || later.firstSequence() < earlier.firstSequence()) {
      problem = "the segment does not continue the one before it";
    }
    if (problem != null) {
      throw new JournalDamage(
          disk.describe(later.file()), 0, later.firstSequence(), problem, ADVICE);
    }
  }
}
