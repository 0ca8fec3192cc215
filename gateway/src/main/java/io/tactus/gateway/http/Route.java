package io.tactus.gateway.http;

import io.tactus.gateway.access.Permission;
import java.util.Set;

/**
 * One line of the routing table.
 *
 * @param method the method; HEAD goes to GET
 * @param template path with {@code {name}} for a parameter, e.g. {@code /rest/v1/{table}}
 * @param operation name under which latencies are counted, e.g. {@code rows.insert}
 * @param permission what the caller must be allowed
 * @param handler what answers
 * @param needsEngine whether 503 {@code recovering} is answered until the engine serves
 * @param objects whether {@code Accept: application/vnd.pgrst.object+json} means something here
 */
public record Route(
    Method method,
    String template,
    String operation,
    Permission permission,
    Handler handler,
    boolean needsEngine,
    boolean objects) {

  /** The operation whose plan can be asked for. */
  private static final String PLANNED = "rows.query";

  /** The operation that answers with a stream of events. */
  private static final String STREAMED = "changes";

  /** The operations that answer with rows. */
  private static final Set<String> ROWS =
      Set.of("rows.query", "row.read", "rows.insert", "rows.update", "rows.delete");

  /** The operation that takes rows. */
  private static final String INSERTED = "rows.insert";

  /** The operations whose replies are no documents. */
  private static final Set<String> FILES = Set.of("backup", "metrics");

  /** Tells whether {@code Accept: text/csv} means something here. */
  boolean writesCsv() {
    return ROWS.contains(operation);
  }

  /** Tells whether a body may be {@code text/csv}. */
  boolean readsCsv() {
    return operation.equals(INSERTED);
  }

  /** Tells whether {@code Accept: application/vnd.pgrst.plan+json} means something here. */
  boolean plans() {
    return operation.equals(PLANNED);
  }

  /** Tells whether {@code Accept: text/event-stream} means something here. */
  boolean streams() {
    return operation.equals(STREAMED);
  }

  /** Tells whether the reply is no JSON, which has the type it has whatever is accepted. */
  boolean isFile() {
    return FILES.contains(operation);
  }

  /** Returns a route that is answered once the engine serves. */
  public static Route of(
      Method method, String template, String operation, Permission permission, Handler handler) {
    return new Route(method, template, operation, permission, handler, true, true);
  }

  /** Returns a route that is answered from the moment the port is open. */
  public static Route always(
      Method method, String template, String operation, Permission permission, Handler handler) {
    return new Route(method, template, operation, permission, handler, false, true);
  }
}
