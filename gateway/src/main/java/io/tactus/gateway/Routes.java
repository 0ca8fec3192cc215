package io.tactus.gateway;

import static io.tactus.gateway.http.Method.DELETE;
import static io.tactus.gateway.http.Method.GET;
import static io.tactus.gateway.http.Method.PATCH;
import static io.tactus.gateway.http.Method.POST;
import static io.tactus.gateway.http.Method.PUT;

import io.tactus.gateway.batch.BatchCommand;
import io.tactus.gateway.http.Route;
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
import java.util.List;

/**
 * Every path the server answers, with what answers it and the name its latency is counted under.
 */
final class Routes {

  private static final String FIELD = "/schema/v1/tables/{table}/fields/{field}";

  private Routes() {}

  static List<Route> table(OperationsRoutes operations) {
    return List.of(
        Route.of(GET, "/schema/v1", "schema.read", SchemaRoutes::schema),
        Route.of(PUT, "/schema/v1", "schema.declare", TableRoutes::declare),
        Route.of(GET, "/schema/v1/types", "types.list", TypeRoutes::list),
        Route.of(POST, "/schema/v1/types", "types.create", TypeRoutes::create),
        Route.of(GET, "/schema/v1/types/{type}", "types.read", TypeRoutes::show),
        Route.of(DELETE, "/schema/v1/types/{type}", "types.drop", TypeRoutes::drop),
        Route.of(GET, "/schema/v1/tables", "schema.tables", SchemaRoutes::tables),
        Route.of(POST, "/schema/v1/tables", "schema.create", TableRoutes::create),
        Route.of(GET, "/schema/v1/tables/{table}", "schema.table", SchemaRoutes::table),
        Route.of(PATCH, "/schema/v1/tables/{table}", "schema.rename", TableRoutes::rename),
        Route.of(DELETE, "/schema/v1/tables/{table}", "schema.drop", TableRoutes::drop),
        Route.of(
            POST, "/schema/v1/tables/{table}/fields", "schema.addField", TableRoutes::addField),
        Route.of(PATCH, FIELD, "schema.alterField", TableRoutes::alterField),
        Route.of(DELETE, FIELD, "schema.dropField", TableRoutes::dropField),
        Route.of(
            POST, "/schema/v1/tables/{table}/indexes", "schema.addIndex", TableRoutes::addIndex),
        Route.of(
            DELETE,
            "/schema/v1/tables/{table}/indexes/{index}",
            "schema.dropIndex",
            TableRoutes::dropIndex),
        //
        // A table named rpc would hide behind these two.
        Route.of(GET, "/rest/v1/rpc/{procedure}", "procedure.read", ProcedureRoute::get),
        Route.of(POST, "/rest/v1/rpc/{procedure}", "procedure.call", ProcedureRoute::post),
        //
        Route.of(GET, "/rest/v1/{table}", "rows.query", RowsQueryRoute::handle),
        Route.of(POST, "/rest/v1/{table}", "rows.insert", RowsInsertCommand::handle),
        Route.of(PATCH, "/rest/v1/{table}", "rows.update", RowsBulkCommand::update),
        Route.of(DELETE, "/rest/v1/{table}", "rows.delete", RowsBulkCommand::delete),
        Route.of(GET, "/rest/v1/{table}/{key}", "row.read", RowReadRoute::handle),
        Route.of(PUT, "/rest/v1/{table}/{key}", "row.put", RowPutCommand::handle),
        Route.of(PATCH, "/rest/v1/{table}/{key}", "row.update", RowPatchCommand::handle),
        Route.of(DELETE, "/rest/v1/{table}/{key}", "row.delete", RowDeleteCommand::handle),
        //
        Route.of(POST, "/batch", "batch", BatchCommand::handle),
        Route.of(POST, "/rpc", "rpc", RpcRoute::handle),
        //
        Route.always(GET, "/health/live", "health.live", operations::live),
        Route.always(GET, "/health/ready", "health.ready", operations::ready),
        Route.of(GET, "/stats", "stats", operations::statistics),
        Route.of(GET, "/admin/v1/snapshots", "snapshots.list", operations::snapshots),
        Route.of(POST, "/admin/v1/snapshots", "snapshots.take", operations::takeSnapshot));
  }
}
