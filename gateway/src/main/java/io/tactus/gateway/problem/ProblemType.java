package io.tactus.gateway.problem;

/**
 * The refusals the gateway itself decides, each with its status, title and the SQLSTATE or
 * PostgREST code where one exists. What a transaction refuses comes from storage as a {@link
 * io.tactus.storage.Rejection} and keeps the name given there.
 *
 * <p>Threading: immutable.
 */
public enum ProblemType {
  /** The request line, a header, the path or the framing breaks HTTP. */
  BAD_REQUEST(400, "Bad request", "", 0),
  /** The body is not the JSON that is asked for. */
  MALFORMED(400, "Malformed document", "PGRST102", 0),
  /** A query parameter, filter, order or select that cannot be understood. */
  INVALID_QUERY(400, "Invalid query", "PGRST100", 0),
  /** An unknown preference, with {@code Prefer: handling=strict}. */
  INVALID_PREFERENCES(400, "Invalid preferences", "PGRST122", 0),
  /** No unique index is over the columns that {@code on_conflict} names. */
  NO_SUCH_CONSTRAINT(400, "No such unique constraint", "42P10", 0),
  /** A bulk change without a filter. */
  FILTER_REQUIRED(400, "Filter required", "21000", 0),
  /** There are no credentials, and they are needed. */
  UNAUTHENTICATED(401, "Unauthenticated", "PGRST302", 0),
  /** The credentials are not valid, or no longer. */
  INVALID_CREDENTIALS(401, "Invalid credentials", "PGRST301", 0),
  /** The token's signature holds, but not what it says of times, issuer or audience. */
  INVALID_CLAIMS(401, "Invalid claims", "PGRST303", 0),
  /** A page of another site, in a browser, asks in the name of whoever uses that. */
  ORIGIN_REFUSED(403, "Origin refused", "", 0),
  /** The caller may not do this. */
  FORBIDDEN(403, "Forbidden", "42501", 0),
  /** No such path. */
  ROUTE_NOT_FOUND(404, "No such path", "PGRST125", 0),
  /** No such table. */
  TABLE_NOT_FOUND(404, "No such table", "PGRST205", 0),
  /** No such procedure. */
  PROCEDURE_NOT_FOUND(404, "No such procedure", "PGRST202", 0),
  /** No row has this key. */
  NOT_FOUND(404, "No such row", "", 0),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED(405, "Method not allowed", "PGRST117", 0),
  /** None of the accepted media types can be produced. */
  NOT_ACCEPTABLE(406, "Not acceptable", "PGRST107", 0),
  /** The reply would be an object, but there are no rows or several. */
  NOT_SINGULAR(406, "Not exactly one row", "PGRST116", 0),
  /** The client was too slow with its body. */
  REQUEST_TIMEOUT(408, "Request timeout", "", 0),
  /** A kept reply to an earlier request, of which a change of the schema left nothing to show. */
  REPLY_GONE(410, "Reply gone", "", 0),
  /** The place in history asked for cannot be gone on from. */
  HISTORY_GONE(410, "History gone", "", 0),
  /** The table a subscription watched is no more. */
  TABLE_DROPPED(410, "Table dropped", "42P01", 0),
  /** The table a subscription watches is another, and its filter does not fit. */
  FILTER_OUTDATED(410, "Filter outdated", "", 0),
  /** If-Match or If-None-Match does not hold. */
  PRECONDITION_FAILED(412, "Precondition failed", "", 0),
  /** The body is larger than the server takes. */
  TOO_LARGE(413, "Too large", "54000", 0),
  /** One commit changed more than a feed tells in one event. */
  COMMIT_TOO_LARGE(413, "Commit too large", "54000", 0),
  /** The body is of a type the server does not take. */
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "PGRST102", 0),
  /** The range asked for lies behind the last row. */
  RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", "PGRST103", 0),
  /** The path is for another protocol. */
  UPGRADE_REQUIRED(426, "Upgrade required", "", 0),
  /** The reply would be larger than the server renders. */
  RESULT_TOO_LARGE(422, "Result too large", "54000", 0),
  /** The caller makes more requests than it may: certainly not applied. */
  RATE_LIMITED(429, "Too many requests", "", 1),
  /** A subscriber takes its events too slowly. */
  TOO_SLOW(429, "Too slow", "", 1),
  /** A defect of the server; the log says more. */
  INTERNAL(500, "Internal error", "XX000", 0),
  /** The queue, a pool or the number of requests in flight is full: certainly not applied. */
  QUEUE_FULL(503, "Queue full", "53300", 1),
  /** The server replays its journal: certainly not applied. */
  RECOVERING(503, "Recovering", "57P03", 1),
  /** The server is closing: certainly not applied. */
  SHUTTING_DOWN(503, "Shutting down", "57P01", 1),
  /** A group commit has waited for the disk too long; what waits is answered when it is done. */
  DISK_STALLED(503, "Disk stalled", "58030", 1),
  /** Commands in the ring are not dealt with: certainly not a good place to send more. */
  ENGINE_STUCK(503, "Engine stuck", "57000", 1),
  /** The journal failed, the disk has no room, or an operator stopped writes: not applied. */
  READ_ONLY(503, "Read only", "25006", 5),
  /** No reply came from the engine: the command may or may not have been applied. */
  OUTCOME_UNKNOWN(503, "Outcome unknown", "08007", 0);

  private final int status;
  private final String title;
  private final String code;
  private final int retryAfterSeconds;
  private final String typeName;

  ProblemType(int status, String title, String code, int retryAfterSeconds) {
    this.status = status;
    this.title = title;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.typeName = name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the short human title, the same for every problem of this type. */
  public String title() {
    return title;
  }

  /** Returns the SQLSTATE or PostgREST code, or an empty string. */
  public String code() {
    return code;
  }

  /** Returns the seconds after which a retry makes sense, or 0 for no advice. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Returns the stable name: the tail of the type URI. */
  public String typeName() {
    return typeName;
  }

  /** Returns a refusal of this type with the given detail. */
  public Refusal refuse(String detail) {
    return new Refusal(Problem.of(this, detail));
  }
}
