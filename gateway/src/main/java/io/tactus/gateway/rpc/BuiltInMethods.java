package io.tactus.gateway.rpc;

import java.util.Map;

/** The built-in methods by name. Threading: immutable. */
final class BuiltInMethods {

  private static final Map<String, RpcMethod> BY_NAME =
      Map.of(
          "db.insert", new InsertMethod(),
          "db.get", new GetMethod(),
          "db.query", new QueryMethod(),
          "db.update", new RowMethod("update"),
          "db.upsert", new RowMethod("upsert"),
          "db.delete", new RowMethod("delete"),
          "db.batch", new BatchMethod(),
          "db.schema", new SchemaMethod());

  private BuiltInMethods() {}

  /** Returns the method, or null. */
  static RpcMethod find(String name) {
    return name.startsWith("db.") ? BY_NAME.get(name) : null;
  }
}
