package io.tactus.gateway.schema;

import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;

/**
 * Creates or drops a table.
 *
 * <p>Threading: the IO thread of its request. Cold: allocates.
 */
public final class SchemaChange extends SingleCommand {

  private final SchemaCommand command;
  private final byte[] answer;
  private final String location;

  private SchemaChange(Request request, SchemaCommand command, byte[] answer, String location) {
    super(request);
    this.command = command;
    this.answer = answer;
    this.location = location;
  }

  /** {@code POST /schema/v1/tables}: 201 with the table as it is now declared. */
  public static void create(Request request) {
    if (request.bodyLength() == 0) {
      throw new Rejection(RejectionCode.MALFORMED, "the request has no body");
    }
    TableDefinition table = SchemaJson.parseTable(request.body(), 0, request.bodyLength());
    byte[] document = SchemaJson.printTable(table);
    String text = new String(document, StandardCharsets.UTF_8);
    SchemaCommand command = new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, text);
    new SchemaChange(request, command, document, "/schema/v1/tables/" + table.name()).start();
  }

  /** {@code DELETE /schema/v1/tables/{table}}: 204. */
  public static void drop(Request request) {
    String name = request.parameter("table");
    Tables.find(request.lane().catalog(), name);
    SchemaCommand command = new SchemaCommand(SchemaCommand.Kind.DROP_TABLE, name);
    new SchemaChange(request, command, null, null).start();
  }

  @Override
  protected Problem submit(Catalog catalog) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    int length = command.encode(buffer, 0);
    return lane.submit(
        CommandType.SCHEMA,
        catalog.schemaVersion(),
        buffer,
        length,
        SchemaCommand.replyBytes(),
        this,
        0);
  }

  @Override
  protected void applied(Reply reply) {
    if (answer == null) {
      request.response().empty(204);
    } else {
      request.response().header("Location", location);
      request.response().bytes(201, MediaTypes.JSON, answer, answer.length);
    }
  }
}
