package io.tactus.storage;

/**
 * A store's figures, for people and metrics. Never part of an outcome.
 *
 * @param logicalPages pages in all areas, as of the last publication
 * @param maxLogicalPages their limit
 * @param usedFrames physical frames handed out
 * @param maxFrames their limit
 * @param heldFrames frames that only older, pinned versions need
 * @param pinnedReaders readers that hold a version
 * @param oldestPinnedVersion number of the oldest version a reader holds, or of the latest one
 * @param heldSinceMicros time of the tick at which that version was replaced by a newer one,
 *     microseconds since the epoch, as of the last publication; 0 if only the latest is held
 */
public record StoreStatistics(
    long logicalPages,
    long maxLogicalPages,
    long usedFrames,
    long maxFrames,
    long heldFrames,
    int pinnedReaders,
    long oldestPinnedVersion,
    long heldSinceMicros) {}
