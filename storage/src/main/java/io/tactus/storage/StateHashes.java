package io.tactus.storage;

import io.tactus.storage.table.TableHash;
import java.util.List;

/**
 * The state hash of a version or of the working state.
 *
 * @param tables rows and hash of every table, system tables included, sorted by name
 * @param rows rows of the user tables
 * @param total sum mod 2^64 over all tables, system tables included: what HASH records carry
 */
public record StateHashes(List<TableHash> tables, long rows, long total) {

  /** Sums up the tables. */
  static StateHashes of(List<TableHash> tables) {
    long rows = 0;
    long total = 0;
    for (TableHash table : tables) {
      rows += table.system() ? 0 : table.rows();
      total += table.hash();
    }
    return new StateHashes(List.copyOf(tables), rows, total);
  }

  /** Returns the sum over the user tables alone. */
  public long userTotal() {
    long total = 0;
    for (TableHash table : tables) {
      total += table.system() ? 0 : table.hash();
    }
    return total;
  }
}
