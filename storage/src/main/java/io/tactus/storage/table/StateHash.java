package io.tactus.storage.table;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.row.RowLayout;

/**
 * The state hash: per table the sum mod 2^64 of a strong mix of each row.
 *
 * <p>A row's mix takes the table id and all canonical bytes behind the header, key included. The
 * header (sequence of the last change) is left out: two histories that lead to the same rows have
 * the same hash. A sum can be kept up to date from a row's old and new bytes alone, in any order.
 * The seed is fixed, unlike that of the key indexes, so that hashes of different data folders can
 * be compared.
 *
 * <p>Threading: stateless.
 */
public final class StateHash {
  private static final long SEED = 0x7461637475733031L; // "tactus01"

  private StateHash() {}

  /** Returns the seed for the rows of a table. */
  public static long tableSeed(int tableId) {
    return Hash64.ofLong(SEED + tableId);
  }

  /** Returns the mix of the row at {@code rowAddress}. */
  public static long ofRow(long tableSeed, RowLayout layout, long rowAddress) {
    return Hash64.of(
        rowAddress + RowLayout.HEADER_BYTES, layout.rowBytes() - RowLayout.HEADER_BYTES, tableSeed);
  }
}
