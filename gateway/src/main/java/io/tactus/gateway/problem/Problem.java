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
    return new ProblemBuilder(type.status(), type.typeName(), type.title())
        .code(type.code())
        .detail(detail)
        .retryAfterSeconds(type.retryAfterSeconds())
        .build();
  }

  /** Returns the problem that tells of a rejection by storage or by a procedure. */
  public static Problem of(Rejection rejection) {
    ProblemBuilder problem =
        new ProblemBuilder(rejection.code().httpStatus(), rejection.name(), title(rejection.name()))
            .code(rejection.sqlState())
            .failedIndex(rejection.failedIndex());
    if (rejection.code() == RejectionCode.PROCEDURE_FAILED) {
      // Nothing of what was thrown: that is the inside of the server. The log has it.
      return problem
          .detail("The procedure failed and its changes were undone; the server's log says more.")
          .build();
    }
    String message = rejection.getMessage();
    return problem
        .detail(message == null ? "" : message)
        .details(rejection.detail())
        .hint(rejection.hint())
        .table(rejection.table())
        .field(rejection.field())
        .build();
  }

  /** Returns a copy that names the table. */
  public Problem at(String newTable) {
    return new ProblemBuilder(this).table(newTable).build();
  }

  /** Returns a copy that says more in PostgREST's {@code details}. */
  public Problem withDetails(String newDetails) {
    return new ProblemBuilder(this).details(newDetails).build();
  }

  /** Returns a copy that names the limit that was hit. */
  public Problem withLimit(long newLimit) {
    return new ProblemBuilder(this).limit(newLimit).build();
  }

  /** Returns a copy that says how far back changes are kept. */
  public Problem withOldest(long epoch, long newOldest) {
    return new ProblemBuilder(this).oldest(epoch, newOldest).build();
  }

  /** Returns a copy that says what to do about it. */
  public Problem withHint(String newHint) {
    return new ProblemBuilder(this).hint(newHint).build();
  }

  /** Returns a copy that says after how many seconds to try again. */
  public Problem withRetryAfter(int seconds) {
    return new ProblemBuilder(this).retryAfterSeconds(seconds).build();
  }

  /** Returns a copy that names the refused operation of a batch. */
  public Problem withFailedIndex(int newFailedIndex) {
    return new ProblemBuilder(this).failedIndex(newFailedIndex).build();
  }

  /** Returns {@code unique_violation} as "Unique violation". */
  private static String title(String name) {
    if (name.isEmpty()) {
      return "Refused";
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
  }
}
