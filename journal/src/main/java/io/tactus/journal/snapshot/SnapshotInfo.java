package io.tactus.journal.snapshot;

/**
 * A snapshot file.
 *
 * @param file its name on the disk
 * @param sequence the sequence in its name
 * @param epoch the epoch in its name
 * @param sizeBytes its size
 */
public record SnapshotInfo(String file, long sequence, long epoch, long sizeBytes) {}
