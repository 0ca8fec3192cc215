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
   * Returns the layout of the current result's table. Tables are created and dropped but never
   * altered, and their ids are not reused: a table the command was encoded for has the layout it
   * had then, whatever happened to the schema since.
   *
   * @param encodedAgainst the catalog of the command
   */
  public static RowLayout layout(Lane lane, Catalog encodedAgainst, ReplyDecoder results) {
    TableMeta table = encodedAgainst.table(results.tableId());
    if (table == null) {
      table = lane.catalog().table(results.tableId());
    }
    if (table == null) {
      throw ProblemType.INTERNAL.refuse(
          "The command was applied, but its rows cannot be shown: read them again.");
    }
    return table.layout();
  }
}
