package io.tactus.storage;

/**
 * An expected refusal: the command is undone as a whole and the caller is told why. Not a defect,
 * so it carries no stack trace and costs little.
 *
 * <p>Strings that do not apply are empty, never null; {@link #failedIndex()} is -1 if it does not
 * apply. Everything here but the cause reaches the client and is the same on replay: no addresses,
 * no times. The cause is there if game code threw it, and is for the server's log only. Threading:
 * immutable; the {@code with…} methods return a copy.
 */
public final class Rejection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RejectionCode code;
  private final String name;
  private final String sqlState;
  private final String detail;
  private final String hint;
  private final String table;
  private final String field;
  private final int failedIndex;

  /** Creates a rejection with the category's own name and SQLSTATE. */
  public Rejection(RejectionCode code, String message) {
    this(code, code.defaultName(), code.sqlState(), message, "", "", "", "", -1, null);
  }

  /**
   * Creates a rejection from all its parts; the decoder of replies needs this.
   *
   * @param cause what game code threw, or null
   */
  public Rejection(
      RejectionCode code,
      String name,
      String sqlState,
      String message,
      String detail,
      String hint,
      String table,
      String field,
      int failedIndex,
      Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
    this.name = name;
    this.sqlState = sqlState;
    this.detail = detail;
    this.hint = hint;
    this.table = table;
    this.field = field;
    this.failedIndex = failedIndex;
  }

  /** Returns the category. */
  public RejectionCode code() {
    return code;
  }

  /** Returns the stable own name, such as {@code value_out_of_range}: the tail of the type URI. */
  public String name() {
    return name;
  }

  /** Returns the SQLSTATE or PostgREST code, or an empty string. */
  public String sqlState() {
    return sqlState;
  }

  /** Returns further detail, or an empty string. */
  public String detail() {
    return detail;
  }

  /** Returns what the caller could do about it, or an empty string. */
  public String hint() {
    return hint;
  }

  /** Returns the table's name, or an empty string. */
  public String table() {
    return table;
  }

  /** Returns the field's name, or an empty string. */
  public String field() {
    return field;
  }

  /** Returns the index of the operation in its batch that was refused, or -1. */
  public int failedIndex() {
    return failedIndex;
  }

  /** Returns a copy under a name and SQLSTATE of its own. */
  public Rejection withName(String newName, String newSqlState) {
    return new Rejection(
        code,
        newName,
        newSqlState,
        getMessage(),
        detail,
        hint,
        table,
        field,
        failedIndex,
        getCause());
  }

  /** Returns a copy with this detail. */
  public Rejection withDetail(String newDetail) {
    return new Rejection(
        code, name, sqlState, getMessage(), newDetail, hint, table, field, failedIndex, getCause());
  }

  /** Returns a copy with this hint. */
  public Rejection withHint(String newHint) {
    return new Rejection(
        code, name, sqlState, getMessage(), detail, newHint, table, field, failedIndex, getCause());
  }

  /** Returns a copy that names the table and the field (either may be empty). */
  public Rejection at(String newTable, String newField) {
    return new Rejection(
        code,
        name,
        sqlState,
        getMessage(),
        detail,
        hint,
        newTable,
        newField,
        failedIndex,
        getCause());
  }

  /** Returns a copy that names the refused operation of a batch. */
  public Rejection withFailedIndex(int newFailedIndex) {
    return new Rejection(
        code, name, sqlState, getMessage(), detail, hint, table, field, newFailedIndex, getCause());
  }

  /** Returns a copy that carries what game code threw, for the log. */
  public Rejection withCause(Throwable cause) {
    return new Rejection(
        code, name, sqlState, getMessage(), detail, hint, table, field, failedIndex, cause);
  }
}
