package io.tactus.journal.segment;

/**
 * One segment file as its header describes it.
 *
 * @param file its name on the disk
 * @param ordinal its number in the log, +1 per segment
 * @param firstSequence the first sequence that may be in it
 * @param epoch the log epoch of all its records
 * @param logId the log it belongs to
 * @param sizeBytes its size
 */
public record SegmentInfo(
    String file, long ordinal, long firstSequence, long epoch, long logId, long sizeBytes) {}
