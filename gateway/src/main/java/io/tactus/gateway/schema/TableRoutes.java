package io.tactus.gateway.schema;

import io.tactus.gateway.http.Request;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.AddField;
import io.tactus.storage.alteration.SchemaChange.AddIndex;
import io.tactus.storage.alteration.SchemaChange.AlterField;
import io.tactus.storage.alteration.SchemaChange.CreateTable;
import io.tactus.storage.alteration.SchemaChange.DeclareSchema;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * The paths that change the schema. {@code dryRun=true} on any of them shows the plan instead.
 *
 * <p>Threading: the IO thread of the request. Cold: allocates.
 */
public final class TableRoutes {

  private static final String TABLES = "/schema/v1/tables/";

  private TableRoutes() {}

  /** {@code PUT /schema/v1}: makes the declared schema true; 200 with the schema as it is then. */
  public static void declare(Request request) {
    DeclareSchema change = new DeclareSchema(body(request), request.query().flag("allowLoss"));
    SchemaWrite.alter(request, null, change, SchemaJson::printSchema);
  }

  /** {@code POST /schema/v1/tables}: 201 with the table. */
  public static void create(Request request) {
    JsonNode table = body(request);
    String name = name(table);
    SchemaWrite.create(
        request, null, new CreateTable(table), TABLES + name, schema -> table(schema, name));
  }

  /** {@code PATCH /schema/v1/tables/{table}} with {@code {"name":…}}: 200 with the table. */
  public static void rename(Request request) {
    String table = table(request);
    JsonNode body = body(request);
    if (body.kind() != Kind.OBJECT || !body.names().equals(List.of("name"))) {
      throw malformed("give {\"name\":…}: a table's fields and indexes have paths of their own");
    }
    String name = name(body);
    SchemaWrite.alter(request, table, new RenameTable(table, name), schema -> table(schema, name));
  }

  /** {@code DELETE /schema/v1/tables/{table}}: 204. */
  public static void drop(Request request) {
    String table = table(request);
    SchemaWrite.drop(request, table, new DropTable(table));
  }

  /** {@code POST /schema/v1/tables/{table}/fields}: 201 with the field. */
  public static void addField(Request request) {
    String table = table(request);
    JsonNode field = body(request);
    String name = name(field);
    SchemaWrite.create(
        request,
        table,
        new AddField(table, field),
        TABLES + table + "/fields/" + name,
        schema -> field(schema, table, name));
  }

  /**
   * {@code PATCH /schema/v1/tables/{table}/fields/{field}}: members given replace those there are,
   * null removes one; 200 with the field. {@code allowLoss=true} rounds and cuts what does not fit.
   */
  public static void alterField(Request request) {
    String table = table(request);
    String field = request.parameter("field");
    JsonNode changes = body(request);
    boolean renames = changes.kind() == Kind.OBJECT && changes.member("name") != null;
    String name = renames ? name(changes) : field;
    SchemaWrite.alter(
        request,
        table,
        new AlterField(table, field, changes, request.query().flag("allowLoss")),
        schema -> field(schema, table, name));
  }

  /** {@code DELETE /schema/v1/tables/{table}/fields/{field}}: 204. */
  public static void dropField(Request request) {
    String table = table(request);
    SchemaWrite.drop(request, table, new DropField(table, request.parameter("field")));
  }

  /** {@code POST /schema/v1/tables/{table}/indexes}: 201 with the index. */
  public static void addIndex(Request request) {
    String table = table(request);
    JsonNode index = body(request);
    String name = name(index);
    SchemaWrite.create(
        request,
        table,
        new AddIndex(table, index),
        TABLES + table + "/indexes/" + name,
        schema -> index(schema, table, name));
  }

  /** {@code DELETE /schema/v1/tables/{table}/indexes/{index}}: 204. */
  public static void dropIndex(Request request) {
    String table = table(request);
    SchemaWrite.drop(request, table, new DropIndex(table, request.parameter("index")));
  }

  private static byte[] table(Schema schema, String name) {
    TableDefinition table = schema.table(name);
    return table == null ? null : SchemaJson.printTable(table);
  }

  private static byte[] field(Schema schema, String tableName, String name) {
    TableDefinition table = schema.table(tableName);
    Field field = table == null ? null : table.field(name);
    return field == null ? null : SchemaJson.printField(field);
  }

  private static byte[] index(Schema schema, String tableName, String name) {
    TableDefinition table = schema.table(tableName);
    IndexDefinition index = table == null ? null : table.index(name);
    return index == null ? null : SchemaJson.printIndex(index);
  }

  /** Returns the name of the path's table; {@link SchemaWrite} asks whether it is there. */
  private static String table(Request request) {
    return request.parameter("table");
  }

  /** Returns the name a document gives itself. */
  static String name(JsonNode document) {
    JsonNode name = document.kind() == Kind.OBJECT ? document.member("name") : null;
    if (name == null || name.kind() != Kind.STRING) {
      throw new Rejection(RejectionCode.SCHEMA_INVALID, "name: expected a string");
    }
    return name.text();
  }

  static JsonNode body(Request request) {
    if (request.bodyLength() == 0) {
      throw malformed("the request has no body");
    }
    return JsonNode.parse(request.body(), 0, request.bodyLength());
  }

  private static Rejection malformed(String reason) {
    return new Rejection(RejectionCode.MALFORMED, reason);
  }
}
