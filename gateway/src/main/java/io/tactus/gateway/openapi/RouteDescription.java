package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;

/** Says of a route what a caller who may use it needs to know. Threading: stateless. */
@FunctionalInterface
interface RouteDescription {

  /** Adds the route's operations to the document: one, or one for each table or procedure. */
  void describe(Route route, Draft draft);
}
