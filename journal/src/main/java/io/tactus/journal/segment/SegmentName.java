package io.tactus.journal.segment;

import io.tactus.journal.FolderLayout;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names in the journal folder: {@code <first sequence>-<ordinal>.segment} with 20 and 10
 * digits, so that they sort; {@code spare-<n>} for files that wait to become segments; {@code
 * spare.tmp} for one that is being filled with zeros.
 */
public final class SegmentName {
  static final String TEMPORARY = "spare.tmp";

  private static final Pattern SEGMENT = Pattern.compile("(\\d{20})-(\\d{10})\\.segment");
  private static final Pattern SPARE = Pattern.compile("spare-(\\d{1,18})");

  private SegmentName() {}

  /** The simple name of a segment. */
  public static String of(long firstSequence, long ordinal) {
    return String.format(Locale.ROOT, "%020d-%010d.segment", firstSequence, ordinal);
  }

  /** The name on the disk of a file in the journal folder. */
  public static String path(String simpleName) {
    return FolderLayout.JOURNAL + "/" + simpleName;
  }

  /** Whether a simple name is that of a segment. */
  public static boolean isSegment(String simpleName) {
    return SEGMENT.matcher(simpleName).matches();
  }

  static String spare(long number) {
    return "spare-" + number;
  }

  /** The number in the name of a spare, or -1 if it is none. */
  static long spareNumber(String simpleName) {
    Matcher matcher = SPARE.matcher(simpleName);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
