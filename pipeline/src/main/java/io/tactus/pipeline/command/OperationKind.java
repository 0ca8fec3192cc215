package io.tactus.pipeline.command;

/** What an operation of a transaction does. Codes are stored and never renumbered. */
public enum OperationKind {
  /** A new row; a key that is there is a conflict. */
  INSERT(1),
  /** A new row in the place of the one with its key, if there is one. */
  UPSERT(2),
  /** Changed fields of the row with a key. */
  UPDATE(3),
  /** The row with a key goes. */
  DELETE(4),
  /** A procedure. */
  CALL(5),
  /** Changed fields of every row that matches a filter. */
  UPDATE_WHERE(6),
  /** Every row that matches a filter goes. */
  DELETE_WHERE(7),
  /** A new row, or nothing if its key is there. */
  INSERT_OR_IGNORE(8),
  /** A new row, or the given fields of the one with its key. */
  MERGE(9);

  private static final OperationKind[] BY_CODE = new OperationKind[10];

  static {
    for (OperationKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;

  OperationKind(int code) {
    this.code = code;
  }

  /** The number that is stored. */
  public int code() {
    return code;
  }

  /** The kind with a code; {@link MalformedCommand} if there is none. */
  public static OperationKind of(int code) {
    if (code < 1 || code >= BY_CODE.length) {
      throw new MalformedCommand("no operation has the code " + code);
    }
    return BY_CODE[code];
  }
}
