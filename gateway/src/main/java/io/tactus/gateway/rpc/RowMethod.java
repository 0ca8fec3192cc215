package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.batch.BatchEncoder;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.lane.Reply;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.row.RowLayout;

/**
 * {@code db.update}, {@code db.upsert} and {@code db.delete}: operations of a batch by themselves,
 * with the same members. Answers {@code {key, version, sequence}}; a deleted row has no version.
 * Threading: stateless.
 */
final class RowMethod extends RpcMethod {

  private final String op;

  RowMethod(String op) {
    this.op = op;
  }

  @Override
  protected boolean writes(RpcCall call) {
    return true;
  }

  @Override
  void encode(RpcExchange exchange, RpcCall call) {
    if (call.params < 0 || exchange.document()[call.params] != '{') {
      throw BuiltInParams.invalid(call.name + " takes its parameters by name");
    }
    new BatchEncoder(exchange.principal(), exchange.lane(), call.catalog, exchange.document())
        .encodeSingle(op, call.params);
  }

  @Override
  void render(RpcExchange exchange, RpcCall call, Reply reply) {
    JsonWriter out = exchange.lane().workspace().out;
    ReplyDecoder results = reply.results();
    out.writeByte((byte) '{');
    if (!results.resultsOmitted() && results.next()) {
      RowLayout layout = ReplyRows.layout(call.catalog, results);
      out.writeAscii("\"key\":");
      exchange.lane().workspace().writeKey(layout, results.keyAddress());
      out.writeByte((byte) ',');
      if (results.version() > 0) {
        out.writeAscii("\"version\":");
        NumberConverter.serialize(results.version(), out);
        out.writeByte((byte) ',');
      }
    }
    out.writeAscii("\"sequence\":");
    NumberConverter.serialize(reply.sequence(), out);
    out.writeByte((byte) '}');
  }
}
