/**
 * {@code GET /openapi.json}: an OpenAPI 3.1 document of what one caller may do here, made of the
 * table of routes, the schema and the procedures as they are now.
 *
 * <pre>
 *  OpenApiRoute ── DocumentCache ── OpenApi      one document per schema version and rights
 *                                     │ walks the table of routes
 *                                     ▼
 *                          RouteDescriptions     operation name → what is said of the route
 *                                     │ RowDescriptions, ProcedureDescriptions, …
 *                                     ▼
 *             Operation, Parameters, Replies, *Schemas → Components, JsonObject
 * </pre>
 *
 * <p>Threads: documents are built on a query worker and sent by the IO thread of the request.
 * Always true: a route without a description makes a test fail; a document names no table and no
 * procedure its caller may not use; the same schema, procedures and rights give the same bytes.
 */
package io.tactus.gateway.openapi;
