package io.tactus.journal.mark;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How far a journal had been forced.
 *
 * @param count of writings of the mark, +1 each
 * @param ordinal of the segment being written
 * @param epoch of that segment
 * @param logId the log it belongs to
 * @param lastSequence the last command forced, in this segment or before it
 * @param forcedBytes every byte of this segment before this offset had been forced
 */
public record JournalMark(
    long count, long ordinal, long epoch, long logId, long lastSequence, int forcedBytes) {

  /** Its name on the disk. */
  public static final String FILE = FolderLayout.JOURNAL + "/mark";

  /**
   * The mark of a data folder; empty if there is none, or none that checks out. It must be read
   * before the segments are: beside a live server they only grow.
   *
   * @throws JournalDamage if another version of this program has written one: what it claims is not
   *     known then, and to go on without it could take what was answered for a torn tail
   */
  public static Optional<JournalMark> read(Disk disk) throws IOException {
    if (!disk.exists(FILE)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(MarkLayout.FILE_BYTES);
    try (DiskFile file = disk.openReadOnly(FILE)) {
      bytes.limit((int) Math.min(file.size(), MarkLayout.FILE_BYTES));
      file.readFully(bytes, 0);
    }
    bytes.clear();
    checkVersion(disk, bytes, 0);
    checkVersion(disk, bytes, MarkLayout.SLOT_BYTES);
    return newest(bytes);
  }

  private static void checkVersion(Disk disk, ByteBuffer bytes, int slot) {
    int version = MarkLayout.version(bytes, slot);
    if (version != 0 && version != MarkLayout.FORMAT_VERSION) {
      throw new JournalDamage(
          disk.describe(FILE),
          slot,
          0,
          "the mark has format version "
              + version
              + ", this version reads "
              + MarkLayout.FORMAT_VERSION,
          JournalDamage.OTHER_VERSION);
    }
  }

  /** The newer of the two slots that check out. */
  static Optional<JournalMark> newest(ByteBuffer bytes) {
    Optional<JournalMark> first = MarkLayout.decode(bytes, 0);
    Optional<JournalMark> second = MarkLayout.decode(bytes, MarkLayout.SLOT_BYTES);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    return first.get().count() > second.get().count() ? first : second;
  }
}
