package io.tactus.gateway.problem;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/**
 * One problem document. Strings that do not apply are empty, numbers that do not apply negative.
 *
 * @param status HTTP status, 400..599, or 300 for a query that could mean several things
 * @param name stable own name, the tail of {@code type}
 * @param title the same for every problem of this name
 * @param code SQLSTATE or PostgREST code, or empty
 * @param detail what went wrong this time; also shown as PostgREST's {@code message}
 * @param details PostgREST's {@code details}: more of the same, or empty
 * @param hint what to do about it, or empty
 * @param table table concerned, or empty
 * @param field field concerned, or empty
 * @param failedIndex index of the refused operation of a batch, or -1
 * @param limit the limit that was hit, or -1
 * @param historyEpoch the epoch of {@code oldest}, or -1
 * @param oldest the sequence after which changes are kept, or -1
 * @param retryAfterSeconds seconds for the {@code Retry-After} header, or 0 for none
 */
public record Problem(
    int status,
    String name,
    String title,
    String code,
    String detail,
    String details,
    String hint,
    String table,
    String field,
    int failedIndex,
    long limit,
    long historyEpoch,
    long oldest,
    int retryAfterSeconds) {

  /** Start of every type URI; the stable name follows. */
  public static final String TYPE_BASE = "https://tactus.io/problems/";

  /** Returns a problem of a type the gateway decides itself. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(
        type.status(),
        type.typeName(),
        type.title(),
        type.code(),
        detail,
        "",
        "",
        "",
        "",
        -1,
        -1,
        -1,
        -1,
        type.retryAfterSeconds());
  }

  /** Returns the problem that tells of a rejection by storage or by a procedure. */
  public static Problem of(Rejection rejection) {
    if (rejection.code() == RejectionCode.PROCEDURE_FAILED) {
      return procedureFailed(rejection);
    }
    String message = rejection.getMessage();
    return new Problem(
        rejection.code().httpStatus(),
        rejection.name(),
        title(rejection.name()),
        rejection.sqlState(),
        message == null ? "" : message,
        rejection.detail(),
        rejection.hint(),
        rejection.table(),
        rejection.field(),
        rejection.failedIndex(),
        -1,
        -1,
        -1,
        0);
  }

  /** Says nothing of what was thrown: that is the inside of the server. The log has it. */
  private static Problem procedureFailed(Rejection rejection) {
    return new Problem(
        rejection.code().httpStatus(),
        rejection.name(),
        title(rejection.name()),
        rejection.sqlState(),
        "The procedure failed and its changes were undone; the server's log says more.",
        "",
        "",
        "",
        "",
        rejection.failedIndex(),
        -1,
        -1,
        -1,
        0);
  }

  /** Returns a copy that names the table. */
  public Problem at(String newTable) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        hint,
        newTable,
        field,
        failedIndex,
        limit,
        historyEpoch,
        oldest,
        retryAfterSeconds);
  }

  /** Returns a copy that says more in PostgREST's {@code details}. */
  public Problem withDetails(String newDetails) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        newDetails,
        hint,
        table,
        field,
        failedIndex,
        limit,
        historyEpoch,
        oldest,
        retryAfterSeconds);
  }

  /** Returns a copy that names the limit that was hit. */
  public Problem withLimit(long newLimit) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        hint,
        table,
        field,
        failedIndex,
        newLimit,
        historyEpoch,
        oldest,
        retryAfterSeconds);
  }

  /** Returns a copy that says how far back changes are kept. */
  public Problem withOldest(long epoch, long newOldest) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        hint,
        table,
        field,
        failedIndex,
        limit,
        epoch,
        newOldest,
        retryAfterSeconds);
  }

  /** Returns a copy that says what to do about it. */
  public Problem withHint(String newHint) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        newHint,
        table,
        field,
        failedIndex,
        limit,
        historyEpoch,
        oldest,
        retryAfterSeconds);
  }

  /** Returns a copy that says after how many seconds to try again. */
  public Problem withRetryAfter(int seconds) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        hint,
        table,
        field,
        failedIndex,
        limit,
        historyEpoch,
        oldest,
        seconds);
  }

  /** Returns a copy that names the refused operation of a batch. */
  public Problem withFailedIndex(int newFailedIndex) {
    return new Problem(
        status,
        name,
        title,
        code,
        detail,
        details,
        hint,
        table,
        field,
        newFailedIndex,
        limit,
        historyEpoch,
        oldest,
        retryAfterSeconds);
  }

  /** Returns {@code unique_violation} as "Unique violation". */
  private static String title(String name) {
    if (name.isEmpty()) {
      return "Refused";
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
  }
}
