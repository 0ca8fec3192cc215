package io.tactus.journal.snapshot;

import java.util.List;

/**
 * What a snapshot says about itself.
 *
 * @param sequence the state is that just after this command
 * @param tick as of that command
 * @param tickTimeMicros time of that tick, microseconds since the epoch
 * @param timestampMicros journal time of that command
 * @param epoch log epoch of that command
 * @param logId the log it belongs to
 * @param pageBytes page size of the storage that wrote it
 * @param semanticsVersion version of the engine's semantics
 * @param schemaVersion as of that command
 * @param rows rows of all tables
 * @param stateHash state hash of all tables
 * @param pluginHashes SHA-256 of each plug-in in force, lower-case hex
 */
public record SnapshotMeta(
    long sequence,
    long tick,
    long tickTimeMicros,
    long timestampMicros,
    long epoch,
    long logId,
    int pageBytes,
    int semanticsVersion,
    long schemaVersion,
    long rows,
    long stateHash,
    List<String> pluginHashes) {

  public SnapshotMeta {
    pluginHashes = List.copyOf(pluginHashes);
  }

  /** The same state as one of another log. */
  public SnapshotMeta inLog(long newLogId) {
    return new SnapshotMeta(
        sequence,
        tick,
        tickTimeMicros,
        timestampMicros,
        epoch,
        newLogId,
        pageBytes,
        semanticsVersion,
        schemaVersion,
        rows,
        stateHash,
        pluginHashes);
  }
}
