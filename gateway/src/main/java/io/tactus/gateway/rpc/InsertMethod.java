package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowLayout;

/**
 * {@code db.insert {table, row|rows}}: {@code {key|keys, sequence}}; several rows are one
 * transaction. Threading: stateless.
 */
final class InsertMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return true;
  }

  @Override
  void encode(RpcExchange exchange, RpcCall call) {
    BuiltInParams params = params(exchange, call);
    RowLayout layout =
        Tables.writable(exchange.principal(), call.catalog, params.requiredString("table"))
            .layout();
    Workspace workspace = exchange.lane().workspace();
    OperationsEncoder encoder = exchange.lane().encoder().begin();
    byte[] document = exchange.document();
    int rows = params.offset("rows");
    if (rows < 0) {
      int row = params.required("row");
      if (document[row] != '{') {
        throw BuiltInParams.invalid("row must be an object");
      }
      add(workspace, encoder, layout, document, row);
      return;
    }
    if (params.offset("row") >= 0 || document[rows] != '[') {
      throw BuiltInParams.invalid("either row, an object, or rows, an array of objects");
    }
    encoder.deferReferences(); // one statement: a row may refer to one that stands behind it
    JsonElements elements = new JsonElements().wrap(document, rows);
    while (elements.next()) {
      if (document[elements.valueOffset()] != '{') {
        throw BuiltInParams.invalid("rows must hold objects");
      }
      try {
        add(workspace, encoder, layout, document, elements.valueOffset());
      } catch (Rejection refused) {
        throw refused.withFailedIndex(encoder.operations());
      }
    }
  }

  private static BuiltInParams params(RpcExchange exchange, RpcCall call) {
    return new BuiltInParams(exchange, call, "table", "row", "rows");
  }

  private static void add(
      Workspace workspace,
      OperationsEncoder encoder,
      RowLayout layout,
      byte[] document,
      int offset) {
    workspace.row.reset(layout);
    workspace.rowJson.read(document, offset, workspace.row);
    workspace.row.completeForInsert();
    encoder.insert(workspace.row, false);
  }

  @Override
  void render(RpcExchange exchange, RpcCall call, Reply reply) {
    boolean many = params(exchange, call).offset("rows") >= 0;
    Workspace workspace = exchange.lane().workspace();
    JsonWriter out = workspace.out;
    out.writeAscii(many ? "{\"keys\":[" : "{\"key\":");
    ReplyDecoder results = reply.results();
    boolean first = true;
    while (!results.resultsOmitted() && results.next()) {
      if (!first) {
        out.writeByte((byte) ',');
      }
      first = false;
      RowLayout layout = ReplyRows.layout(call.catalog, results);
      workspace.writeKey(layout, results.keyAddress());
    }
    out.writeAscii(many ? "],\"sequence\":" : ",\"sequence\":");
    NumberConverter.serialize(reply.sequence(), out);
    out.writeByte((byte) '}');
  }
}
