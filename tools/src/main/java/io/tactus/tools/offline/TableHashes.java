package io.tactus.tools.offline;

import io.tactus.storage.table.TableHash;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows and hash of every table as every command shows them: scripts compare these lines. Immutable.
 */
final class TableHashes {
  private final List<TableHash> tables;
  private final long rows;
  private final long total;

  /** Those of a state, with or without system tables. */
  TableHashes(List<TableHash> all, boolean system) {
    tables = all.stream().filter(table -> system || !table.system()).toList();
    rows = tables.stream().mapToLong(TableHash::rows).sum();
    total = tables.stream().mapToLong(TableHash::hash).sum();
  }

  /** One line {@code TABLE ROWS HASH} each, then {@code total ROWS HASH}. */
  void print(PrintWriter out) {
    tables.forEach(
        table -> out.println(table.table() + " " + table.rows() + " " + hex(table.hash())));
    out.println("total " + rows + " " + hex(total));
  }

  /** The same for programs. */
  void addTo(Map<String, Object> document) {
    List<Object> list = new ArrayList<>();
    for (TableHash table : tables) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("table", table.table());
      entry.put("rows", table.rows());
      entry.put("hash", hex(table.hash()));
      list.add(entry);
    }
    Map<String, Object> sum = new LinkedHashMap<>();
    sum.put("rows", rows);
    sum.put("hash", hex(total));
    document.put("tables", list);
    document.put("total", sum);
  }

  private static String hex(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }
}
