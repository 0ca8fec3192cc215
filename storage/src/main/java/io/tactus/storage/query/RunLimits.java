package io.tactus.storage.query;

/**
 * What one run of a query may do and shall find out.
 *
 * @param rowLimit most rows handed over, whatever the query asks for
 * @param windowLimit most rows kept in memory to be put in order: the largest {@code offset +
 *     limit} of a query whose order no index gives
 * @param workLimit most rows and index entries looked at, each row counted with what its test costs
 * @param countAll whether all matching rows are counted, also behind the last one handed over
 */
public record RunLimits(int rowLimit, int windowLimit, long workLimit, boolean countAll) {}
