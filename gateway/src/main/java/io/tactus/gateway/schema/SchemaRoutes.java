package io.tactus.gateway.schema;

import io.tactus.gateway.command.Tables;
import io.tactus.gateway.http.Request;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.TableMeta;
import java.io.ByteArrayOutputStream;

/** Shows the schema. Cold: allocates. */
public final class SchemaRoutes {

  private SchemaRoutes() {}

  /** {@code GET /schema/v1}. */
  public static void schema(Request request) {
    send(request, SchemaJson.printSchema(request.lane().catalog().schema()));
  }

  /** {@code GET /schema/v1/tables}. */
  public static void tables(Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (TableDefinition table : request.lane().catalog().schema().tables()) {
      if (out.size() > 1) {
        out.write(',');
      }
      out.writeBytes(SchemaJson.printTable(table));
    }
    out.write(']');
    send(request, out.toByteArray());
  }

  /** {@code GET /schema/v1/tables/{table}}. */
  public static void table(Request request) {
    Catalog catalog = request.lane().catalog();
    TableMeta table = Tables.readable(request.principal(), catalog, request.parameter("table"));
    send(request, SchemaJson.printTable(table.definition()));
  }

  private static void send(Request request, byte[] document) {
    request
        .response()
        .bytes(200, io.tactus.gateway.http.MediaTypes.JSON, document, document.length);
  }
}
