package io.tactus.gateway;

import static io.tactus.gateway.access.Permission.ADMIN;
import static io.tactus.gateway.access.Permission.CALL;
import static io.tactus.gateway.access.Permission.MONITOR;
import static io.tactus.gateway.access.Permission.NAMED;
import static io.tactus.gateway.access.Permission.OPEN;
import static io.tactus.gateway.access.Permission.SCHEMA;
import static io.tactus.gateway.access.Permission.TABLE_READ;
import static io.tactus.gateway.access.Permission.TABLE_WRITE;
import static io.tactus.gateway.http.Method.DELETE;
import static io.tactus.gateway.http.Method.GET;
import static io.tactus.gateway.http.Method.PATCH;
import static io.tactus.gateway.http.Method.POST;
import static io.tactus.gateway.http.Method.PUT;

import io.tactus.gateway.batch.BatchCommand;
import io.tactus.gateway.feed.ChangesRoute;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.health.HealthRoutes;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.metrics.MetricsRoute;
import io.tactus.gateway.openapi.OpenApiRoute;
import io.tactus.gateway.operations.BackupRoute;
import io.tactus.gateway.operations.OperationsRoutes;
import io.tactus.gateway.rest.ProcedureRoute;
import io.tactus.gateway.rest.RowDeleteCommand;
import io.tactus.gateway.rest.RowPatchCommand;
import io.tactus.gateway.rest.RowPutCommand;
import io.tactus.gateway.rest.RowReadRoute;
import io.tactus.gateway.rest.RowsBulkCommand;
import io.tactus.gateway.rest.RowsInsertCommand;
import io.tactus.gateway.rest.RowsQueryRoute;
import io.tactus.gateway.rpc.RpcRoute;
import io.tactus.gateway.schema.SchemaRoutes;
import io.tactus.gateway.schema.TableRoutes;
import io.tactus.gateway.schema.TypeRoutes;
import io.tactus.gateway.socket.SocketLimits;
import io.tactus.gateway.socket.SocketRoute;
import java.util.List;

/**
 * Every path the server answers, with what answers it, the name its latency is counted under, and
 * what the caller must be allowed: the whole of access to routes stands in this table.
 */
final class Routes {

  private static final String FIELD = "/schema/v1/tables/{table}/fields/{field}";

  private Routes() {}

  static List<Route> table(
      HealthRoutes health,
      OperationsRoutes operations,
      BackupRoute backup,
      MetricsRoute metrics,
      FeedHub feeds,
      SocketLimits limits) {
    ChangesRoute changes = new ChangesRoute(feeds);
    SocketRoute sockets = new SocketRoute(feeds, limits);
    OpenApiRoute openApi = new OpenApiRoute();
    List<Route> table =
        List.of(
            Route.of(GET, "/schema/v1", "schema.read", SCHEMA, SchemaRoutes::schema),
            Route.of(PUT, "/schema/v1", "schema.declare", ADMIN, TableRoutes::declare),
            Route.of(GET, "/schema/v1/types", "types.list", SCHEMA, TypeRoutes::list),
            Route.of(POST, "/schema/v1/types", "types.create", ADMIN, TypeRoutes::create),
            Route.of(GET, "/schema/v1/types/{type}", "types.read", SCHEMA, TypeRoutes::show),
            Route.of(DELETE, "/schema/v1/types/{type}", "types.drop", ADMIN, TypeRoutes::drop),
            Route.of(GET, "/schema/v1/tables", "schema.tables", SCHEMA, SchemaRoutes::tables),
            Route.of(POST, "/schema/v1/tables", "schema.create", ADMIN, TableRoutes::create),
            Route.of(
                GET, "/schema/v1/tables/{table}", "schema.table", TABLE_READ, SchemaRoutes::table),
            Route.of(
                PATCH, "/schema/v1/tables/{table}", "schema.rename", ADMIN, TableRoutes::rename),
            Route.of(DELETE, "/schema/v1/tables/{table}", "schema.drop", ADMIN, TableRoutes::drop),
            Route.of(
                POST,
                "/schema/v1/tables/{table}/fields",
                "schema.addField",
                ADMIN,
                TableRoutes::addField),
            Route.of(PATCH, FIELD, "schema.alterField", ADMIN, TableRoutes::alterField),
            Route.of(DELETE, FIELD, "schema.dropField", ADMIN, TableRoutes::dropField),
            Route.of(
                POST,
                "/schema/v1/tables/{table}/indexes",
                "schema.addIndex",
                ADMIN,
                TableRoutes::addIndex),
            Route.of(
                DELETE,
                "/schema/v1/tables/{table}/indexes/{index}",
                "schema.dropIndex",
                ADMIN,
                TableRoutes::dropIndex),
            //
            // A table named rpc would hide behind these two.
            Route.of(GET, "/rest/v1/rpc/{procedure}", "procedure.read", CALL, ProcedureRoute::get),
            Route.of(
                POST, "/rest/v1/rpc/{procedure}", "procedure.call", CALL, ProcedureRoute::post),
            //
            Route.of(GET, "/rest/v1/{table}", "rows.query", TABLE_READ, RowsQueryRoute::handle),
            Route.of(
                POST, "/rest/v1/{table}", "rows.insert", TABLE_WRITE, RowsInsertCommand::handle),
            Route.of(
                PATCH, "/rest/v1/{table}", "rows.update", TABLE_WRITE, RowsBulkCommand::update),
            Route.of(
                DELETE, "/rest/v1/{table}", "rows.delete", TABLE_WRITE, RowsBulkCommand::delete),
            Route.of(GET, "/rest/v1/{table}/{key}", "row.read", TABLE_READ, RowReadRoute::handle),
            Route.of(PUT, "/rest/v1/{table}/{key}", "row.put", TABLE_WRITE, RowPutCommand::handle),
            Route.of(
                PATCH,
                "/rest/v1/{table}/{key}",
                "row.update",
                TABLE_WRITE,
                RowPatchCommand::handle),
            Route.of(
                DELETE,
                "/rest/v1/{table}/{key}",
                "row.delete",
                TABLE_WRITE,
                RowDeleteCommand::handle),
            //
            Route.of(GET, "/ws", "ws", NAMED, sockets::handle),
            Route.of(GET, "/changes", "changes", NAMED, changes::handle),
            Route.of(POST, "/batch", "batch", NAMED, BatchCommand::handle),
            Route.of(POST, "/rpc", "rpc", NAMED, RpcRoute::handle),
            //
            Route.always(GET, "/health/live", "health.live", OPEN, health::live),
            Route.always(GET, "/health/ready", "health.ready", OPEN, health::ready),
            Route.always(GET, "/metrics", "metrics", MONITOR, metrics::handle),
            Route.of(GET, "/stats", "stats", MONITOR, operations::statistics),
            Route.of(GET, "/admin/v1/snapshots", "snapshots.list", ADMIN, operations::snapshots),
            Route.of(GET, "/admin/v1/backup", "backup", ADMIN, backup::handle),
            Route.of(
                POST, "/admin/v1/snapshots", "snapshots.take", ADMIN, operations::takeSnapshot),
            Route.of(GET, "/openapi.json", "openapi", SCHEMA, openApi::handle));
    openApi.serve(table);
    return table;
  }
}
