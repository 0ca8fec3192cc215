package io.tactus.storage.table;

/** What happened to a row. */
public enum ChangeOperation {
  INSERT,
  UPDATE,
  DELETE;

  private static final ChangeOperation[] VALUES = values();

  /** Returns the operation with this ordinal, without allocating. */
  static ChangeOperation of(int ordinal) {
    return VALUES[ordinal];
  }
}
