package io.tactus.storage;

/**
 * A store's figures, for people and metrics. Never part of an outcome.
 *
 * @param logicalPages pages in all areas of the working state
 * @param maxLogicalPages their limit
 * @param frames physical frames handed out
 * @param maxFrames their limit
 * @param retiredFrames frames that only older, pinned versions need
 * @param pinnedReaders readers that hold a version
 * @param publishedVersion number of the latest version
 * @param oldestPinnedVersion number of the oldest version a reader holds, or the latest one
 */
public record StoreStatistics(
    long logicalPages,
    long maxLogicalPages,
    long frames,
    long maxFrames,
    long retiredFrames,
    int pinnedReaders,
    long publishedVersion,
    long oldestPinnedVersion) {}
