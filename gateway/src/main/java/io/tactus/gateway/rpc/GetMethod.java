package io.tactus.gateway.rpc;

import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.TableMeta;

/** {@code db.get {table, key}}: the row, or null. Threading: stateless. */
final class GetMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    BuiltInParams params = new BuiltInParams(exchange, call, "table", "key");
    String name = params.requiredString("table");
    int key = params.required("key");
    Lane lane = exchange.lane();
    Workspace workspace = lane.workspace();
    Version version = lane.pin();
    try {
      TableMeta table = Tables.readable(exchange.principal(), version.catalog(Catalog.class), name);
      KeyReader.readJson(workspace, table.layout(), exchange.document(), key);
      long row = workspace.table.bind(version, table).find(workspace.keyAddress());
      if (row == 0) {
        workspace.out.writeNull();
      } else {
        workspace.rowJson.write(
            workspace.out, workspace.allFields(table.layout()), row, workspace.table);
      }
      return true;
    } finally {
      lane.unpin();
    }
  }
}
