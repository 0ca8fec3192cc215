package io.tactus.gateway.rpc;

import io.tactus.storage.schema.SchemaJson;

/** {@code db.schema {}}: the whole schema. Threading: stateless. */
final class SchemaMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    exchange.principal().requireSchema();
    new BuiltInParams(exchange, call).offset("");
    byte[] schema = SchemaJson.printSchema(exchange.lane().catalog().schema());
    exchange.lane().workspace().out.writeRaw(schema, 0, schema.length);
    return true;
  }
}
