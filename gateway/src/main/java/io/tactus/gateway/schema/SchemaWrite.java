package io.tactus.gateway.schema;

import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaPlanner;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.schema.Schema;
import java.util.function.Function;
import org.agrona.ExpandableArrayBuffer;

/**
 * A change of the schema as one command, or with {@code dryRun=true} the plan of what it would do.
 *
 * <p>Threading: the IO thread of its request. Cold: allocates.
 */
final class SchemaWrite extends SingleCommand {

  private final SchemaChange change;
  private final int status;
  private final String location;
  private final Function<Schema, byte[]> answer;

  private SchemaWrite(
      Request request,
      SchemaChange change,
      int status,
      String location,
      Function<Schema, byte[]> answer) {
    super(request);
    this.change = change;
    this.status = status;
    this.location = location;
    this.answer = answer;
  }

  /**
   * Makes a change and answers 201 with what is there then.
   *
   * @param location the path of what is new
   * @param answer prints what is new out of the schema afterwards; null if it has gone again
   */
  static void create(
      Request request, SchemaChange change, String location, Function<Schema, byte[]> answer) {
    run(new SchemaWrite(request, change, 201, location, answer));
  }

  /** Makes a change and answers 200 with what is there then. */
  static void alter(Request request, SchemaChange change, Function<Schema, byte[]> answer) {
    run(new SchemaWrite(request, change, 200, null, answer));
  }

  /** Makes a change and answers 204. */
  static void drop(Request request, SchemaChange change) {
    run(new SchemaWrite(request, change, 204, null, schema -> null));
  }

  private static void run(SchemaWrite write) {
    Schema schema = write.lane.catalog().schema();
    if (write.request.query().flag("dryRun")) {
      byte[] plan = SchemaPlanner.preview(schema, write.change).json();
      write.request.response().bytes(200, MediaTypes.JSON, plan, plan.length);
      return;
    }
    write.refuseNonsense(schema);
    write.start();
  }

  /** What no schema could make right need not be journaled; the rest is decided when it is due. */
  private void refuseNonsense(Schema schema) {
    try {
      SchemaPlanner.preview(schema, change);
    } catch (Rejection refused) {
      if (refused.code() == RejectionCode.SCHEMA_INVALID
          || refused.code() == RejectionCode.MALFORMED) {
        throw refused;
      }
    }
  }

  @Override
  protected Problem submit(Catalog catalog) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    int length = SchemaCommand.of(change).encode(buffer, 0);
    return submit(
        CommandType.SCHEMA, catalog.schemaVersion(), buffer, length, SchemaCommand.replyBytes());
  }

  @Override
  protected void applied(Reply reply) {
    // The version this reply came with is published, or a later one.
    byte[] document = answer.apply(lane.catalog().schema());
    if (document == null) {
      request.response().empty(204);
      return;
    }
    if (location != null) {
      request.response().header("Location", location);
    }
    request.response().bytes(status, MediaTypes.JSON, document, document.length);
  }
}
