package io.tactus.gateway.command;

import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;

/** Finds the layout the rows of a reply were written in. Threading: stateless. */
public final class ReplyRows {

  private ReplyRows() {}

  /**
   * Returns the layout of the current result's table.
   *
   * @param encodedAgainst the catalog of the command; the schema may have changed once since, and
   *     then the latest version knows it
   */
  public static RowLayout layout(Lane lane, Catalog encodedAgainst, ReplyDecoder results) {
    Catalog catalog = encodedAgainst;
    if (catalog.schemaVersion() != results.schemaVersion()) {
      catalog = lane.catalog();
    }
    TableMeta table =
        catalog.schemaVersion() == results.schemaVersion()
            ? catalog.table(results.tableId())
            : null;
    if (table == null) {
      throw ProblemType.RESULT_TOO_LARGE.refuse(
          "The command was applied, but the schema has changed since: read the row again.");
    }
    return table.layout();
  }
}
