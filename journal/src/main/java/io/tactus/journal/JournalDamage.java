package io.tactus.journal;

import java.util.Locale;

/**
 * Bytes on disk are not what was written there. Recovery refuses to go on: it never guesses.
 *
 * <p>Names the place precisely enough to look at it with a hex editor.
 */
public class JournalDamage extends RuntimeException {
  /** The advice for bytes that check out, and are of a version this program does not know. */
  public static final String OTHER_VERSION =
      "Nothing was changed. Use the version of Tactus that wrote it.";

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final long sequence;
  private final String reason;
  private final String advice;

  /**
   * @param file the damaged file as {@code Disk.describe} names it
   * @param offset byte offset in it
   * @param sequence the sequence expected at that place, 0 if unknown
   * @param reason what is wrong
   * @param advice what a person can do
   */
  public JournalDamage(String file, long offset, long sequence, String reason, String advice) {
    super(
        String.format(
            Locale.ROOT,
            "%s at offset %d, sequence %d: %s. %s",
            file,
            offset,
            sequence,
            reason,
            advice));
    this.file = file;
    this.offset = offset;
    this.sequence = sequence;
    this.reason = reason;
    this.advice = advice;
  }

  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  public long sequence() {
    return sequence;
  }

  public String reason() {
    return reason;
  }

  public String advice() {
    return advice;
  }
}
