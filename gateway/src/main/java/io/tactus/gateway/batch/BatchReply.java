package io.tactus.gateway.batch;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.command.TupleJson;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import java.util.List;

/**
 * Writes what a batch did: {@code {"sequence":n,"tick":n,"results":[{"key":…,"version":…}, …]}}. A
 * call's result is {@code {"result":…}}; a deleted row has a key and no version.
 *
 * <p>Threading: stateless; everything it uses belongs to the IO thread.
 */
public final class BatchReply {

  private BatchReply() {}

  /**
   * Appends the reply to the workspace's writer.
   *
   * @param calls the procedures called, in the order of their operations
   * @param dryRun whether it was only tried: sequence, tick and versions are what they would be
   */
  public static void write(
      Lane lane, Catalog catalog, Reply reply, List<ProcedureDefinition> calls, boolean dryRun) {
    Workspace workspace = lane.workspace();
    JsonWriter out = workspace.out;
    out.writeAscii(dryRun ? "{\"dryRun\":true,\"sequence\":" : "{\"sequence\":");
    NumberConverter.serialize(reply.sequence(), out);
    out.writeAscii(",\"tick\":");
    NumberConverter.serialize(reply.tick(), out);
    out.writeAscii(",\"results\":");
    results(lane, catalog, reply.results(), calls);
    out.writeByte((byte) '}');
  }

  private static void results(
      Lane lane, Catalog catalog, ReplyDecoder results, List<ProcedureDefinition> calls) {
    JsonWriter out = lane.workspace().out;
    byte separator = '[';
    int call = 0;
    while (!results.resultsOmitted() && results.next()) {
      out.writeByte(separator);
      separator = ',';
      if (results.kind() == OperationKind.CALL) {
        tuple(lane.workspace(), results, calls.get(call++));
      } else {
        row(lane, catalog, results);
      }
    }
    out.writeAscii(separator == '[' ? "[]" : "]");
  }

  private static void tuple(
      Workspace workspace, ReplyDecoder results, ProcedureDefinition procedure) {
    workspace.out.writeAscii("{\"result\":");
    TupleJson.write(workspace.out, ReplyRows.tuple(workspace, results, procedure));
    workspace.out.writeByte((byte) '}');
  }

  private static void row(Lane lane, Catalog catalog, ReplyDecoder results) {
    JsonWriter out = lane.workspace().out;
    RowLayout layout = ReplyRows.layout(catalog, results);
    out.writeAscii("{\"key\":");
    lane.workspace().writeKey(layout, results.keyAddress());
    if (results.version() > 0) {
      out.writeAscii(",\"version\":");
      NumberConverter.serialize(results.version(), out);
    }
    out.writeByte((byte) '}');
  }
}
