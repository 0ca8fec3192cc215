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

  private final String table;
  private final SchemaChange change;
  private final int status;
  private final String location;
  private final Function<Schema, byte[]> answer;

  private SchemaWrite(
      Request request,
      String table,
      SchemaChange change,
      int status,
      String location,
      Function<Schema, byte[]> answer) {
    super(request);
    this.table = table;
    this.change = change;
    this.status = status;
    this.location = location;
    this.answer = answer;
  }

  /**
   * Makes a change and answers 201 with what is there then.
   *
   * @param table the table that must be there for it, or null
   * @param location the path of what is new
   * @param answer prints what is new out of the schema afterwards; null if it has gone again
   */
  static void create(
      Request request,
      String table,
      SchemaChange change,
      String location,
      Function<Schema, byte[]> answer) {
    run(new SchemaWrite(request, table, change, 201, location, answer));
  }

  /** Makes a change and answers 200 with what is there then. */
  static void alter(
      Request request, String table, SchemaChange change, Function<Schema, byte[]> answer) {
    run(new SchemaWrite(request, table, change, 200, null, answer));
  }

  /** Makes a change and answers 204. */
  static void drop(Request request, String table, SchemaChange change) {
    run(new SchemaWrite(request, table, change, 204, null, schema -> null));
  }

  private static void run(SchemaWrite write) {
    if (!write.request.query().flag("dryRun")) {
      write.start();
      return;
    }
    Catalog catalog = write.lane.catalog();
    write.requireTable(catalog);
    byte[] plan = SchemaPlanner.preview(catalog.schema(), write.change).json();
    write.request.response().bytes(200, MediaTypes.JSON, plan, plan.length);
  }

  private void requireTable(Catalog catalog) {
    if (table != null) {
      Tables.alterable(catalog, table);
    }
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
    // Only now: the repeat of a request that dropped the table has been answered already.
    requireTable(catalog);
    refuseNonsense(catalog.schema());
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
