package io.tactus.storage.table;

/**
 * Rows and state hash of one table.
 *
 * @param table the table's name
 * @param system whether it is a system table
 * @param rows live rows
 * @param hash sum mod 2^64 over the rows, see {@link StateHash}
 */
public record TableHash(String table, boolean system, long rows, long hash) {}
