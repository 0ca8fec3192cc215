package io.tactus.gateway.schema;

import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.CreateType;
import io.tactus.storage.alteration.SchemaChange.DropType;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TypeDefinition;
import java.io.ByteArrayOutputStream;

/**
 * {@code /schema/v1/types}: composite types and enums.
 *
 * <p>Threading: the IO thread of the request. Cold: allocates.
 */
public final class TypeRoutes {

  private static final String TYPES = "/schema/v1/types/";

  private TypeRoutes() {}

  /** {@code GET /schema/v1/types}. */
  public static void list(Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (TypeDefinition type : request.lane().catalog().schema().types()) {
      if (out.size() > 1) {
        out.write(',');
      }
      out.writeBytes(SchemaJson.printType(type));
    }
    out.write(']');
    byte[] document = out.toByteArray();
    request.response().bytes(200, MediaTypes.JSON, document, document.length);
  }

  /** {@code GET /schema/v1/types/{type}}. */
  public static void show(Request request) {
    String name = request.parameter("type");
    byte[] document = print(request.lane().catalog().schema(), name);
    if (document == null) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no type " + name)
          .withName("undefined_type", "42704");
    }
    request.response().bytes(200, MediaTypes.JSON, document, document.length);
  }

  /** {@code POST /schema/v1/types}: 201 with the type. */
  public static void create(Request request) {
    JsonNode type = TableRoutes.body(request);
    String name = TableRoutes.name(type);
    SchemaWrite.create(
        request, null, new CreateType(type), TYPES + name, schema -> print(schema, name));
  }

  /** {@code DELETE /schema/v1/types/{type}}: 204. */
  public static void drop(Request request) {
    SchemaWrite.drop(request, null, new DropType(request.parameter("type")));
  }

  private static byte[] print(Schema schema, String name) {
    TypeDefinition type = schema.type(name);
    return type == null ? null : SchemaJson.printType(type);
  }
}
