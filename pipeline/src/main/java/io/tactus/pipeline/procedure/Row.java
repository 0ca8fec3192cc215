package io.tactus.pipeline.procedure;

/** A row to read. Shows the row as it is now, also after changes made in this transaction. */
public interface Row {
  boolean isNull(Column column);

  /**
   * Any integer, bool (0 or 1), timestamp or duration (microseconds), the position of an enum's
   * value; 0 if null.
   */
  long getLong(Column column);

  /** An f32 or f64; 0 if null. */
  double getDouble(Column column);

  boolean getBoolean(Column column);

  /**
   * A string, text, json as its document without white space, the name of an enum's value, or a
   * uuid; null if null. Allocates.
   */
  String getString(Column column);

  /** Bytes, or the UTF-8 of a string, text or json; null if null. Allocates. */
  byte[] getBytes(Column column);

  /** The sequence of the command that last changed the row. */
  long version();
}
