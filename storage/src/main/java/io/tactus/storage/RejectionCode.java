package io.tactus.storage;

/**
 * The category of a refusal. The gateway maps it to an HTTP status; {@link #httpStatus()} says
 * which, so that there is one table and not two.
 *
 * <p>Each category has a default stable name and, where PostgreSQL has one, a SQLSTATE. A {@link
 * Rejection} may carry a more precise name of its own. Threading: immutable.
 */
public enum RejectionCode {
  /** A value does not fit its field's type: 422. */
  INVALID_VALUE(422, "invalid_value", "22023"),
  /** A required field is missing or null: 422. */
  NOT_NULL(422, "not_null_violation", "23502"),
  /** A value lies outside the field's declared bounds: 422. */
  CHECK(422, "check_violation", "23514"),
  /** A key or unique index holds the value already: 409. */
  UNIQUE(409, "unique_violation", "23505"),
  /** A reference points nowhere, or a row is still referred to: 409. */
  REFERENCE(409, "reference_violation", "23503"),
  /** No such row, table, procedure: 404. */
  NOT_FOUND(404, "not_found", ""),
  /** The row is not in the state the command asked for: 412. */
  PRECONDITION(412, "precondition_failed", ""),
  /** The command was encoded for fields that have changed since; encode it anew: 409. */
  SCHEMA_CHANGED(409, "schema_changed", ""),
  /** A schema document says something that cannot be: 422. */
  SCHEMA_INVALID(422, "schema_invalid", "42P16"),
  /** The command contradicts the present state in some other way: 409. */
  CONFLICT(409, "conflict", ""),
  /** The logical page limit is reached: 507. */
  MEMORY_LIMIT(507, "memory_limit", "53200"),
  /** The command scanned or wrote more rows than one command may: 422. */
  WORK_BUDGET(422, "work_budget", "54000"),
  /** The result does not fit the reply: 422. */
  RESULT_TOO_LARGE(422, "result_too_large", "54000"),
  /** The command itself is too large: 413. */
  TOO_LARGE(413, "too_large", "54000"),
  /** A procedure refused, under a name of its own: 422. */
  PROCEDURE(422, "procedure_rejected", "P0001"),
  /** A procedure threw: 422. */
  PROCEDURE_FAILED(422, "procedure_failed", "XX000"),
  /** A filter, order or select that cannot be understood: 400. */
  INVALID_QUERY(400, "invalid_query", "PGRST100"),
  /** A document that is not JSON, or not the JSON asked for: 400. */
  MALFORMED(400, "malformed", "PGRST102"),
  /** A name in a query leads to several relations; the hint lists them: 300. */
  AMBIGUOUS_RELATION(300, "ambiguous_relation", "PGRST201"),
  /** One row was to be given back, and it lacks the related rows it must have: 406. */
  NOT_SINGULAR(406, "not_singular", "PGRST116");

  private final int httpStatus;
  private final String defaultName;
  private final String sqlState;

  RejectionCode(int httpStatus, String defaultName, String sqlState) {
    this.httpStatus = httpStatus;
    this.defaultName = defaultName;
    this.sqlState = sqlState;
  }

  /** Returns the HTTP status this category is answered with. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Returns the stable name used when a rejection has none of its own. */
  public String defaultName() {
    return defaultName;
  }

  /** Returns the SQLSTATE or PostgREST code, or an empty string where none exists. */
  public String sqlState() {
    return sqlState;
  }
}
