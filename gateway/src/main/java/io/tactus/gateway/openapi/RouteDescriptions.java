package io.tactus.gateway.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to say of each route, by the name of its operation. A test walks the table of
 * routes and demands that all are here, and none besides.
 *
 * <p>Threading: immutable.
 */
final class RouteDescriptions {

  private static final Map<String, RouteDescription> ALL = collect();

  private RouteDescriptions() {}

  private static Map<String, RouteDescription> collect() {
    Map<String, RouteDescription> all = new HashMap<>();
    for (Map<String, RouteDescription> family :
        List.of(
            RowsDescriptions.all(),
            RowDescriptions.all(),
            ProcedureDescriptions.all(),
            TransactionDescriptions.all(),
            ChangesDescriptions.all(),
            SchemaDescriptions.all(),
            OperationsDescriptions.all())) {
      all.putAll(family);
    }
    return Map.copyOf(all);
  }

  /** Returns all of them. */
  static Map<String, RouteDescription> all() {
    return ALL;
  }
}
