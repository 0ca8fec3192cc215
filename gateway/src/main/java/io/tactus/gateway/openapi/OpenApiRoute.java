package io.tactus.gateway.openapi;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.WorkerRead;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.Route;
import io.tactus.pipeline.Engine;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.page.Version;
import java.util.List;

/**
 * {@code GET /openapi.json}: what the caller may do here. Made by a query worker when the schema or
 * the caller's rights are new, then served from memory.
 *
 * <p>Threading: the IO thread of the request; {@link #serve} once, before the first request.
 */
public final class OpenApiRoute {

  private final DocumentCache cache = new DocumentCache();
  private final String version = ServerVersion.text();
  private List<Route> routes = List.of();

  /** Says which routes there are, this one included. */
  public void serve(List<Route> table) {
    routes = List.copyOf(table);
  }

  /** Handles the request. */
  public void handle(Request request) {
    Principal principal = request.principal();
    Document known =
        cache.get(
            new DocumentCache.Key(request.lane().catalog().schemaVersion(), principal.rights()));
    if (known != null) {
      send(request, known);
      return;
    }
    Engine engine = request.lane().engine();
    WorkerRead.<Document>submit(
        request,
        (workspace, at) -> {
          workspace.out.reset();
          return make(principal, engine, at);
        },
        answer -> {
          if (answer.problem() != null) {
            request.refuse(answer.problem());
          } else {
            send(request, answer.found());
          }
        });
  }

  private Document make(Principal principal, Engine engine, Version at) {
    Catalog catalog = at.catalog(Catalog.class);
    DocumentCache.Key key = new DocumentCache.Key(catalog.schemaVersion(), principal.rights());
    Document document = cache.get(key);
    if (document == null) {
      // The worker's own writer would keep the size of the largest document.
      JsonWriter out = JsonWriters.create();
      OpenApi.write(
          out, routes, principal, catalog.schema(), engine.procedures().definitions(), version);
      document = Document.of(out.toByteArray());
      cache.put(key, document);
    }
    return document;
  }

  private static void send(Request request, Document document) {
    request.response().header("ETag", document.tag());
    // Another caller's document is another one, and any change of the schema makes it stale.
    request.response().header("Cache-Control", "private, no-cache");
    request.response().header("Vary", "Authorization, apikey");
    if (document.isNamedBy(request.joinedHeader("If-None-Match"))) {
      request.response().empty(304);
      return;
    }
    request.response().bytes(200, MediaTypes.JSON, document.json(), document.json().length);
  }
}
