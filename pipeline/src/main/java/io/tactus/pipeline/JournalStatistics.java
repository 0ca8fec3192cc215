package io.tactus.pipeline;

/**
 * How the journal is; each figure a moment old.
 *
 * @param writtenBytes bytes of records written since the start
 * @param writtenSequence the last sequence handed to the operating system
 * @param forcedSequence the last sequence known to be on the disk
 * @param failed whether it failed, which is for good
 */
public record JournalStatistics(
    long writtenBytes, long writtenSequence, long forcedSequence, boolean failed) {}
