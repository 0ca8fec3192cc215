package io.tactus.journal.format;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.WholeFile;
import io.tactus.journal.segment.SegmentName;
import io.tactus.journal.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@link FolderLayout#FORMAT}: a line of text that says which format a folder has, or that
 * it is none yet. Stateless.
 */
public final class FolderFormat {
  private static final Logger LOG = LoggerFactory.getLogger(FolderFormat.class);
  private static final Pattern TEXT = Pattern.compile("tactus data folder, format ([0-9]{1,9})\n");
  private static final String UNFINISHED =
      "tactus data folder, unfinished: a restore is writing it, or was broken off\n";
  private static final int LONGEST_BYTES = 256;

  private FolderFormat() {}

  /** Says that a folder has a format; replaces what it said before in one step. */
  public static void write(Disk disk, int format) {
    replace(disk, text(format));
  }

  private static String text(int format) {
    return "tactus data folder, format " + format + "\n";
  }

  /** Says that a folder is being filled, so that nothing opens it. */
  public static void writeUnfinished(Disk disk) {
    replace(disk, UNFINISHED);
  }

  private static void replace(Disk disk, String text) {
    WholeFile.replace(disk, FolderLayout.FORMAT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Brings a folder that has a format to the chain's present one, step by step.
   *
   * @throws JournalDamage if no steps lead there; nothing was changed then
   */
  public static void upgrade(Disk disk, FormatChain chain) throws IOException {
    int format = read(disk, chain);
    while (format < chain.current()) {
      LOG.info("bringing {} from format {} to {}", disk.describe(""), format, format + 1);
      chain.stepFrom(format).apply(disk);
      format++;
      write(disk, format);
    }
  }

  /**
   * Checks that a folder, which is only read, has the chain's present format.
   *
   * @throws JournalDamage if it has another, or is unfinished
   */
  public static void check(Disk disk, FormatChain chain) throws IOException {
    int format = read(disk, chain);
    if (format < chain.current()) {
      throw refused(
          disk,
          "the data folder has format " + format + ", this program reads " + chain.current(),
          "Start a server of this version on it once: that brings it to the present format. Keep a"
              + " copy if you may want to go back.");
    }
  }

  /**
   * As {@link #check}, and takes a folder without the file and without data for a new one, as a
   * start does.
   *
   * @throws JournalDamage if it has another format, is unfinished, or has lost the file
   */
  public static void checkOrNew(Disk disk, FormatChain chain) throws IOException {
    if (disk.exists(FolderLayout.FORMAT)) {
      check(disk, chain);
    } else {
      refuseDataWithout(disk);
    }
  }

  /**
   * Checks that a folder without the file holds no data: such a one is not new, it has lost its
   * file, and nobody can tell which format its data has.
   *
   * @throws JournalDamage if it holds any
   */
  public static void refuseDataWithout(Disk disk) throws IOException {
    boolean segments = disk.list(FolderLayout.JOURNAL).stream().anyMatch(SegmentName::isSegment);
    if (segments || !new SnapshotFolder(disk).list().isEmpty()) {
      throw refused(
          disk,
          "the file "
              + FolderLayout.FORMAT
              + " is missing, though the folder holds "
              + (segments ? "a journal" : "snapshots"),
          "Put the file back, or restore a backup. If a Tactus of this version wrote the folder,"
              + " write the file anew; it has one line: "
              + text(FormatChain.RELEASED.current()).strip());
    }
  }

  private static int read(Disk disk, FormatChain chain) throws IOException {
    if (!disk.exists(FolderLayout.FORMAT)) {
      refuseDataWithout(disk);
      throw refused(
          disk,
          "this is no data folder: it has no file " + FolderLayout.FORMAT,
          "Is it the right folder, and is its file system mounted?");
    }
    String text = text(disk);
    if (text.equals(UNFINISHED)) {
      throw refused(
          disk,
          "the data folder is unfinished: a restore is writing it, or was broken off",
          "Delete the folder and restore again; what was restored from is as it was.");
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw refused(
          disk,
          "unknown format of the data folder: '" + text.strip() + "'",
          "Use the version of Tactus that wrote it.");
    }
    int format = Integer.parseInt(matcher.group(1));
    if (format > chain.current()) {
      throw refused(
          disk,
          "the data folder has format "
              + format
              + ", which is newer than this program: it knows up to "
              + chain.current(),
          "Use the version of Tactus that wrote it, or a newer one.");
    }
    if (format < chain.oldest()) {
      throw refused(
          disk,
          "the data folder has format " + format + ", from which no step leads to the present one",
          "Bring it to format "
              + chain.oldest()
              + " with an older version of Tactus that knows both, then start this one.");
    }
    return format;
  }

  private static String text(Disk disk) throws IOException {
    try (DiskFile file = disk.openReadOnly(FolderLayout.FORMAT)) {
      byte[] bytes = new byte[(int) Math.min(file.size(), LONGEST_BYTES)];
      file.readFully(ByteBuffer.wrap(bytes), 0);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static JournalDamage refused(Disk disk, String reason, String advice) {
    return new JournalDamage(disk.describe(FolderLayout.FORMAT), 0, 0, reason, advice);
  }
}
