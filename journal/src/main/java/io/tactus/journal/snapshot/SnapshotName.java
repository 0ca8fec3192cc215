package io.tactus.journal.snapshot;

import io.tactus.journal.FolderLayout;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names in the snapshot folder: {@code <sequence>-<epoch>.snapshot} with 20 and 10 digits, and
 * {@code snapshot.tmp} for the one being written.
 */
final class SnapshotName {
  static final String TEMPORARY = path("snapshot.tmp");

  private static final Pattern SNAPSHOT = Pattern.compile("(\\d{20})-(\\d{10})\\.snapshot");

  private SnapshotName() {}

  static String of(long sequence, long epoch) {
    return path(String.format(Locale.ROOT, "%020d-%010d.snapshot", sequence, epoch));
  }

  static String path(String simpleName) {
    return FolderLayout.SNAPSHOTS + "/" + simpleName;
  }

  /** What a simple name says; the size is not known from it. */
  static Optional<SnapshotInfo> parse(String simpleName, long sizeBytes) {
    Matcher matcher = SNAPSHOT.matcher(simpleName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SnapshotInfo(
            path(simpleName),
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            sizeBytes));
  }
}
