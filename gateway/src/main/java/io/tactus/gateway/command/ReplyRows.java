package io.tactus.gateway.command;

import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
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
    if (table == null || table.layoutVersion() > results.schemaVersion()) {
      throw gone();
    }
    return table.layout();
  }

  /**
   * Points the workspace's tuple at the current result, that of a call.
   *
   * @param procedure as it is now: a plug-in may have another one since an earlier request
   */
  public static TupleReader tuple(
      Workspace workspace, ReplyDecoder results, ProcedureDefinition procedure) {
    workspace.tuple.wrap(
        procedure.results(), results.buffer(), results.tupleOffset(), results.tupleLength());
    if (results.isReplayed()) {
      try {
        workspace.tuple.validate();
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw gone();
      }
    }
    return workspace.tuple;
  }

  /** Returns what refuses to show a reply of which nothing can be shown any more. */
  public static Refusal gone() {
    return ProblemType.REPLY_GONE.refuse(
        "The command was applied, but the schema has changed since and its rows cannot be shown:"
            + " read them again.");
  }
}
