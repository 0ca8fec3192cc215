package io.tactus.pipeline;

/**
 * How snapshots have gone since the start; each figure a moment old.
 *
 * @param taken snapshots that were taken
 * @param failed snapshots that were not; the log says why, {@code lastFailure} in short
 * @param skipped snapshots nobody asked for that were left out, because there was no room for them
 *     beside what writes need
 * @param hurried snapshots that were written without throttle, because memory ran low meanwhile
 * @param newestSequence of the newest snapshot in the folder, 0 if there is none
 * @param newestBytes its size, 0 if it is from an earlier run
 * @param newestAtMillis when it was done, milliseconds since 1970, 0 if it is from an earlier run
 * @param newestMillis how long it took to write, 0 if it is from an earlier run
 * @param runningBytes written of the one under way, -1 if there is none
 * @param lastFailure empty once one was taken again
 * @param retentionFailed times that old files could not be let go
 */
public record SnapshotStatistics(
    long taken,
    long failed,
    long skipped,
    long hurried,
    long newestSequence,
    long newestBytes,
    long newestAtMillis,
    long newestMillis,
    long runningBytes,
    String lastFailure,
    long retentionFailed) {}
