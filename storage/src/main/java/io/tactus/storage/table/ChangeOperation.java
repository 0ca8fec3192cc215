package io.tactus.storage.table;

/** What happened to a row. */
public enum ChangeOperation {
  INSERT,
  UPDATE,
  DELETE
}
