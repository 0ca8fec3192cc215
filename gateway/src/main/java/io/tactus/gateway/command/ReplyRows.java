package io.tactus.gateway.command;

import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;

/** Finds the layout the rows of a reply were written in. Threading: stateless. */
public final class ReplyRows {

  private ReplyRows() {}

  /**
   * Returns the layout of the current result's table. A command is applied only if the fields of
   * its tables are still those of the schema it was encoded for, so its rows have that schema's
   * layout, whatever happened to the table between the command and this reply.
   *
   * @param encodedAgainst the catalog of the command
   */
  public static RowLayout layout(Catalog encodedAgainst, ReplyDecoder results) {
    TableMeta table = encodedAgainst.table(results.tableId());
    if (table == null) {
      throw ProblemType.INTERNAL.refuse(
          "The command was applied, but its rows cannot be shown: read them again.");
    }
    return table.layout();
  }
}
