package io.tactus.pipeline.backup;

/**
 * One file of a backup.
 *
 * @param name its name in a data folder
 * @param bytes how much of it, from its start, is in the backup
 * @param wholeBytes its size in the folder; what is not in the backup, the end of the segment that
 *     was being written, counts as zeros
 * @param sha256 of what is in the backup, lower-case hex; {@link #UNKNOWN} while it is being read
 */
public record BackupFile(String name, long bytes, long wholeBytes, String sha256) {
  /** Takes the place of a hash that is not known yet; as long as one. */
  public static final String UNKNOWN = "0".repeat(64);

  BackupFile(String name, long bytes, long wholeBytes) {
    this(name, bytes, wholeBytes, UNKNOWN);
  }

  BackupFile withSha256(String hash) {
    return new BackupFile(name, bytes, wholeBytes, hash);
  }
}
