package io.tactus.pipeline.recovery;

import io.tactus.journal.snapshot.SnapshotInfo;

/**
 * A snapshot that was not begun from, for an older one or the beginning. Immutable.
 *
 * @param reason what is wrong with it; names the file
 */
public record PassedOver(SnapshotInfo snapshot, String reason) {}
