package io.tactus.gateway.openapi;

import io.tactus.gateway.access.Permission;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.http.Route;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.ShapePaths;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A document under construction: what its reader may see, and what is written so far.
 *
 * <p>Threading: one thread.
 */
final class Draft {

  private final Principal principal;
  private final Schema schema;
  private final Types types;
  private final List<ProcedureDefinition> procedures;
  private final Components components = new Components();
  private final TableSchemas rows;
  private final ProcedureSchemas calls;
  private final ValueSchemas values;
  private final JsonObject paths = new JsonObject();

  Draft(Principal principal, Schema schema, List<ProcedureDefinition> procedures) {
    this.principal = principal;
    this.schema = schema;
    this.types = schema.resolver();
    this.procedures = procedures;
    this.values = new ValueSchemas(components, types);
    this.rows = new TableSchemas(components, values);
    this.calls = new ProcedureSchemas(components, values);
  }

  /** Returns the tables the reader may read. */
  List<TableDefinition> readable() {
    return tables(principal::mayRead);
  }

  /** Returns the tables the reader may write. */
  List<TableDefinition> writable() {
    return tables(principal::mayWrite);
  }

  private List<TableDefinition> tables(Predicate<String> may) {
    return schema.tables().stream().filter(table -> may.test(table.name())).toList();
  }

  /** Returns how many single values the rows of all tables have that the reader may read. */
  long countValues() {
    return readable().stream()
        .flatMap(table -> table.fields().stream())
        .mapToLong(field -> types.shape(field).leafCount())
        .sum();
  }

  /** Returns the procedures the reader may call. */
  List<ProcedureDefinition> callable() {
    return procedures.stream()
        .filter(procedure -> principal.mayCall(procedure.name(), procedure.readOnly()))
        .toList();
  }

  /** Returns whether the reader may use a route, for whatever name its path has. */
  boolean mayUse(Route route) {
    return switch (route.permission()) {
      case TABLE_READ -> !readable().isEmpty();
      case TABLE_WRITE -> !writable().isEmpty();
      case CALL -> !callable().isEmpty();
      default -> route.permission().refusal(principal, null) == null;
    };
  }

  /** Returns what the values of a field are made of. */
  Shape shape(Field field) {
    return types.shape(field);
  }

  /** Returns the leaves of a table's primary key, in key order. */
  List<Shape.Leaf> key(TableDefinition table) {
    List<Shape.Leaf> leaves = new ArrayList<>();
    for (String path : table.primaryKey()) {
      Shape shape = types.shape(table, path);
      ShapePaths.forEachLeaf(path, shape, (leafPath, leaf) -> leaves.add(leaf));
    }
    return leaves;
  }

  Components components() {
    return components;
  }

  TableSchemas rows() {
    return rows;
  }

  ProcedureSchemas calls() {
    return calls;
  }

  ValueSchemas values() {
    return values;
  }

  /** Begins the only operation of a route. */
  Operation operation(Route route, Tag tag, String summary) {
    return operation(route, "", tag, summary);
  }

  /**
   * Begins the operation of a route for one table or procedure.
   *
   * @param of its name, or empty
   */
  Operation operation(Route route, String of, Tag tag, String summary) {
    String id = of.isEmpty() ? route.operation() : route.operation() + "." + of;
    return new Operation(components, id, tag, summary, route.permission() != Permission.OPEN);
  }

  /** Begins a reply. */
  Reply reply(int status, String description) {
    return new Reply(components, status, description);
  }

  /** Adds an operation under the route's own path. */
  void add(Route route, Operation operation) {
    add(route, route.template(), operation);
  }

  /** Adds an operation under a path. */
  void add(Route route, String path, Operation operation) {
    paths.object(path).with(route.method().name().toLowerCase(Locale.ROOT), operation.json());
  }

  JsonObject paths() {
    return paths;
  }
}
