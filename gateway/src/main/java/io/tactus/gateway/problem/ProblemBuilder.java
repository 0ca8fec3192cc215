package io.tactus.gateway.problem;

/**
 * Puts a {@link Problem} together: the one place that knows what stands for "does not apply".
 * Threading: one thread.
 */
final class ProblemBuilder {

  private final int status;
  private final String name;
  private final String title;
  private String code = "";
  private String detail = "";
  private String details = "";
  private String hint = "";
  private String table = "";
  private String field = "";
  private int failedIndex = -1;
  private long limit = -1;
  private long historyEpoch = -1;
  private long oldest = -1;
  private int retryAfterSeconds;

  ProblemBuilder(int status, String name, String title) {
    this.status = status;
    this.name = name;
    this.title = title;
  }

  /** Begins with what another problem says. */
  ProblemBuilder(Problem other) {
    this(other.status(), other.name(), other.title());
    code = other.code();
    detail = other.detail();
    details = other.details();
    hint = other.hint();
    table = other.table();
    field = other.field();
    failedIndex = other.failedIndex();
    limit = other.limit();
    historyEpoch = other.historyEpoch();
    oldest = other.oldest();
    retryAfterSeconds = other.retryAfterSeconds();
  }

  ProblemBuilder code(String newCode) {
    code = newCode;
    return this;
  }

  ProblemBuilder detail(String newDetail) {
    detail = newDetail;
    return this;
  }

  ProblemBuilder details(String newDetails) {
    details = newDetails;
    return this;
  }

  ProblemBuilder hint(String newHint) {
    hint = newHint;
    return this;
  }

  ProblemBuilder table(String newTable) {
    table = newTable;
    return this;
  }

  ProblemBuilder field(String newField) {
    field = newField;
    return this;
  }

  ProblemBuilder failedIndex(int newFailedIndex) {
    failedIndex = newFailedIndex;
    return this;
  }

  ProblemBuilder limit(long newLimit) {
    limit = newLimit;
    return this;
  }

  ProblemBuilder oldest(long newHistoryEpoch, long newOldest) {
    historyEpoch = newHistoryEpoch;
    oldest = newOldest;
    return this;
  }

  ProblemBuilder retryAfterSeconds(int newRetryAfterSeconds) {
    retryAfterSeconds = newRetryAfterSeconds;
    return this;
  }

  Problem build() {
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
        retryAfterSeconds);
  }
}
