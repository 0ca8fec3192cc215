package io.tactus.tools.crash;

import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads from a data folder what its server was doing, by names, times and the first bytes of files:
 * without the code that recovers it, which is what is tested.
 *
 * <p>Threading: one thread; a server may use the folder.
 */
final class FolderTraces {
  private static final String TEMPORARY = ".tmp";

  private final Path journal;
  private final Path snapshots;

  FolderTraces(Path data) {
    this.journal = data.resolve("journal");
    this.snapshots = data.resolve("snapshots");
  }

  /**
   * What the server that was killed was about.
   *
   * @param begun when it started: what is older was left by those before it
   * @param kept how many snapshots it was to keep
   */
  Set<KillMoment> of(FileTime begun, int kept) throws IOException {
    Set<KillMoment> moments = EnumSet.noneOf(KillMoment.class);
    if (isBetweenSegments(begun)) {
      moments.add(KillMoment.ROLL_OVER);
    }
    if (isWritingASnapshot(begun)) {
      moments.add(KillMoment.SNAPSHOT);
    }
    if (isLettingGo(begun, kept)) {
      moments.add(KillMoment.RETENTION);
    }
    return moments;
  }

  boolean isWritingASnapshot(FileTime begun) throws IOException {
    return isYoung(snapshots.resolve("snapshot" + TEMPORARY), begun);
  }

  boolean isPreparingASegment(FileTime begun) throws IOException {
    return isYoung(journal.resolve("spare" + TEMPORARY), begun);
  }

  /** Whether there are more snapshots than are to stay, or segments from before all of them. */
  boolean isLettingGo(FileTime begun, int kept) throws IOException {
    List<Path> there = names(snapshots, ".snapshot");
    if (there.size() < kept || !isYoung(there.getLast(), begun)) {
      return false;
    }
    List<Path> segments = names(journal, ".segment");
    long oldestKept = sequence(there.get(there.size() - kept));
    return there.size() > kept || (segments.size() > 1 && sequence(segments.get(1)) <= oldestKept);
  }

  /** The newest segment, or null. */
  Path newestSegment() throws IOException {
    List<Path> segments = names(journal, ".segment");
    return segments.isEmpty() ? null : segments.getLast();
  }

  /** Bytes of the newest snapshot, 0 if there is none. */
  long newestSnapshotBytes() throws IOException {
    List<Path> there = names(snapshots, ".snapshot");
    return there.isEmpty() ? 0 : Files.size(there.getLast());
  }

  private boolean isBetweenSegments(FileTime begun) throws IOException {
    Path newest = newestSegment();
    if (newest == null || !isYoung(newest, begun)) {
      return false;
    }
    return isPreparingASegment(begun) || isEmptyOrSealed(newest) || hasAnHeir(newest);
  }

  private static boolean isEmptyOrSealed(Path segment) throws IOException {
    UnsafeBuffer bytes = new UnsafeBuffer(Files.readAllBytes(segment));
    RecordHeader header = new RecordHeader();
    int at = SegmentHeader.SIZE_BYTES;
    boolean empty = true;
    while (at <= bytes.capacity() - RecordHeader.SIZE_BYTES) {
      header.wrap(bytes, at);
      if (header.length() < RecordHeader.SIZE_BYTES) {
        return empty;
      }
      if (header.type() == RecordType.SEAL) {
        return true;
      }
      empty = false;
      at += header.alignedLength();
    }
    return false;
  }

  /** Whether a spare has the header of the next segment and not yet its name. */
  private boolean hasAnHeir(Path newest) throws IOException {
    long ordinal = ordinal(newest);
    for (Path spare : names(journal, "")) {
      if (spare.getFileName().toString().startsWith("spare-") && ordinal(spare) > ordinal) {
        return true;
      }
    }
    return false;
  }

  private static long ordinal(Path file) throws IOException {
    byte[] head = new byte[SegmentHeader.SIZE_BYTES];
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(head, 0, head.length) < head.length
          ? 0
          : new UnsafeBuffer(head).getLong(SegmentHeader.ORDINAL_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static long sequence(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  /** In order of their names, which is that of their sequences. */
  private static List<Path> names(Path folder, String suffix) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path[] found =
          files.filter(file -> file.getFileName().toString().endsWith(suffix)).toArray(Path[]::new);
      Arrays.sort(found);
      return List.of(found);
    }
  }

  private static boolean isYoung(Path file, FileTime begun) throws IOException {
    try {
      return Files.getLastModifiedTime(file).compareTo(begun) >= 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
